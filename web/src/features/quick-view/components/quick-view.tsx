import './quick-view.css';

import { useQuery } from '@tanstack/react-query';
import { Button, Result, Tabs, type TabsProps, theme } from 'antd';
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { useAppId } from '@/lib/app-id';

import { mediaQuery } from '../api/describe-media';
import { tasksQuery } from '../api/list-tasks';
import { summaryQuery } from '../api/summarize-media';
import { useLiveMedia } from '../use-live-media';
import { useSearchParam } from '../use-search-param';
import { OutputsTab } from './outputs/outputs-tab';
import type { QuickViewProps } from './quick-view-door';
import { QuickViewHeader } from './quick-view-header';
import { MetadataTab } from './tabs/metadata-tab';
import { PicturesTab } from './tabs/pictures-tab';
import { RawJsonTab } from './tabs/raw-json-tab';
import { TasksTab } from './tabs/tasks-tab';

const views = ['outputs', 'metadata', 'pictures', 'tasks', 'process', 'json'] as const;
type View = (typeof views)[number];

/** The panel of one media. */
export default function QuickView({ fileId, onClose, process, firstOutputs }: QuickViewProps) {
  const { t } = useTranslation('quick-view');
  const { t: common } = useTranslation();
  const { token } = theme.useToken();
  const app = useAppId();
  const headingId = useId();
  const panel = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useSearchParam('view');
  const view: View = views.find((one) => one === wanted) ?? 'outputs';
  const described = useQuery(mediaQuery(app, fileId));
  const listed = useQuery(tasksQuery(app, fileId));
  const summary = useQuery(summaryQuery(app, fileId));
  useLiveMedia(app, fileId);
  const media = described.data?.MediaInfoSet?.[0];
  const tasks = listed.data?.tasks ?? [];
  const isThere = media !== undefined;

  // The panel is what the person asked for: its heading is read next.
  useEffect(() => {
    if (isThere) document.getElementById(headingId)?.focus({ preventScroll: true });
  }, [isThere, headingId]);

  function closeByEscape(event: KeyboardEvent) {
    // Dialogs and menus of the panel lie elsewhere in the document and close by themselves.
    const isOwn = panel.current?.contains(event.target as Node) ?? false;
    if (event.key !== 'Escape' || event.defaultPrevented || !isOwn) return;
    event.stopPropagation();
    onClose();
  }

  const toProcess = () => setWanted('process');
  const tabs: TabsProps['items'] = media && [
    {
      key: 'outputs',
      label: t('view.outputs'),
      forceRender: true,
      children: (
        <OutputsTab
          app={app}
          fileId={fileId}
          media={media}
          tasks={tasks}
          isShown={view === 'outputs'}
          first={firstOutputs}
          onProcess={toProcess}
        />
      ),
    },
    { key: 'metadata', label: t('view.metadata'), children: <MetadataTab media={media} fileId={fileId} /> },
    { key: 'pictures', label: t('view.pictures'), children: <PicturesTab media={media} onProcess={toProcess} /> },
    {
      key: 'tasks',
      label: t('view.tasks'),
      children: listed.error ? (
        <ErrorNotice error={listed.error} onRetry={() => void listed.refetch()} />
      ) : listed.data ? (
        <TasksTab app={app} tasks={tasks} hasMore={listed.data.hasMore} />
      ) : (
        <PageLoading />
      ),
    },
    { key: 'process', label: t('view.process'), children: process },
    { key: 'json', label: t('view.json'), children: described.data && <RawJsonTab answer={described.data} /> },
  ];
  const colours = {
    '--qv-quiet': token.colorTextSecondary,
    '--qv-chosen': token.colorFillTertiary,
    '--qv-border': token.colorBorder,
    '--qv-primary': token.colorPrimary,
  } as CSSProperties;
  return (
    <section
      ref={panel}
      className="qv"
      style={colours}
      aria-label={isThere ? undefined : t('title')}
      aria-labelledby={isThere ? headingId : undefined}
      onKeyDown={closeByEscape}
    >
      {media ? (
        <>
          <QuickViewHeader
            app={app}
            fileId={fileId}
            media={media}
            summary={summary.data}
            tasks={tasks}
            headingId={headingId}
            onClose={onClose}
          />
          <Tabs tabBarGutter={16} activeKey={view} onChange={setWanted} items={tabs} />
        </>
      ) : described.error ? (
        <>
          <ErrorNotice error={described.error} onRetry={() => void described.refetch()} />
          <Button onClick={onClose}>{common('action.close')}</Button>
        </>
      ) : described.data ? (
        <Result
          status="info"
          title={t('gone.title')}
          subTitle={t('gone.text', { fileId })}
          extra={<Button onClick={onClose}>{t('gone.back')}</Button>}
        />
      ) : (
        <PageLoading />
      )}
    </section>
  );
}
