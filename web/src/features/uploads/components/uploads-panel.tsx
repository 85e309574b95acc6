import { CloseOutlined, DownOutlined, UpOutlined } from '@ant-design/icons';
import { Button, Flex, theme, Tooltip, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Upload } from '@/lib/uploads';

import { finishedUploads } from '../transfer/finished-uploads';
import { UploadRow } from './upload-row';

/** All uploads of the tab, below the pages: a line that tells how it goes, and a list that can be hidden. */
export function UploadsPanel({ rows, finished }: { rows: readonly Upload[]; finished: readonly Upload[] }) {
  const { t } = useTranslation('uploads');
  const { token } = theme.useToken();
  const [isOpen, setOpen] = useState(true);
  // While something is under way the list shows it; after, one line is enough until someone wants more.
  const isShown = isOpen && rows.length > 0;
  const [wantsFinished, setWantsFinished] = useState(false);
  const shows = rows.length > 0 ? isShown : wantsFinished;
  const toggle = () => (rows.length > 0 ? setOpen(!isOpen) : setWantsFinished(!wantsFinished));
  const text = useSummary(rows, finished);
  const toggleText = t(shows ? 'dock.collapse' : 'dock.expand');
  return (
    <section
      aria-label={t('dock.label')}
      style={{ background: token.colorBgContainer, borderTop: `1px solid ${token.colorBorderSecondary}` }}
    >
      <Flex align="center" gap={8} style={{ padding: '4px 12px 4px 24px', minHeight: 40 }}>
        <div role="status" aria-live="polite" style={{ flex: 1 }}>
          <Typography.Text strong>{text}</Typography.Text>
        </div>
        <Tooltip title={toggleText}>
          <Button
            type="text"
            size="small"
            aria-label={toggleText}
            aria-expanded={shows}
            icon={shows ? <DownOutlined aria-hidden /> : <UpOutlined aria-hidden />}
            onClick={toggle}
          />
        </Tooltip>
        {rows.length === 0 && (
          <Tooltip title={t('dock.clear')}>
            <Button
              type="text"
              size="small"
              aria-label={t('dock.clear')}
              icon={<CloseOutlined aria-hidden />}
              onClick={finishedUploads.clear}
            />
          </Tooltip>
        )}
      </Flex>
      {shows && (
        <ul
          // A list that scrolls must be reachable by keyboard.
          tabIndex={0}
          aria-label={t('dock.label')}
          style={{ listStyle: 'none', margin: 0, padding: '0 12px 8px 24px', maxHeight: 220, overflowY: 'auto' }}
        >
          {[...rows, ...[...finished].reverse()].map((upload) => (
            <UploadRow key={upload.id} upload={upload} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Counts alone: a line that is read out must not change with each byte. */
function useSummary(rows: readonly Upload[], finished: readonly Upload[]): string {
  const { t } = useTranslation('uploads');
  const count = (isOne: (upload: Upload) => boolean) => rows.filter(isOne).length;
  const done = finished.length + count(({ state }) => state === 'done');
  const busy = count(({ state }) => state === 'waiting' || state === 'uploading' || state === 'committing');
  const stopped = count(({ state }) => state === 'failed' || state === 'needs_file');
  const paused = count(({ state }) => state === 'paused');
  return [
    busy > 0 && t('dock.busy', { count: busy }),
    stopped > 0 && t('dock.stopped', { count: stopped }),
    paused > 0 && t('dock.paused', { count: paused }),
    done > 0 && t('dock.done', { count: done }),
  ]
    .filter(Boolean)
    .join(' · ');
}
