import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Typography } from 'antd';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import type { MediaInfo, TaskSummary } from '@/lib/wire/types';

import { playTokenQuery } from '@/features/quick-view/api/create-play-token';
import { canPlayHere } from '../../can-play';
import { firstChoice, outputsOf } from '../../outputs';
import { useMaking } from '../../use-making';
import { useSearchParam } from '../../use-search-param';
import { useOutputNames } from './output-names';
import { OutputsTable } from './outputs-table';

interface Props {
  app: number;
  fileId: string;
  media: MediaInfo;
  tasks: TaskSummary[];
  /** Whether the tab is the one that is shown. */
  isShown: boolean;
  /** The button of a media of which nothing was made yet. */
  first: ReactNode;
  onProcess: () => void;
}

// The player's parts are many: they come when the first media is opened.
const Player = lazy(() => import('../player/player'));

/** The player, and on its right (below where there is no room) all that it can play. */
export function OutputsTab({ app, fileId, media, tasks, isShown, first, onProcess }: Props) {
  const { t } = useTranslation('quick-view');
  const nameOf = useOutputNames(app);
  const [wanted, setWanted] = useSearchParam('output');
  const making = useMaking(app, fileId, tasks);
  const outputs = outputsOf(media);
  const chosen = outputs.find(({ id }) => id === wanted) ?? firstChoice(outputs, canPlayHere);
  const token = useQuery({ ...playTokenQuery(app, fileId), enabled: chosen?.isEncrypted ?? false });
  const url = !chosen?.isEncrypted ? chosen?.url : token.data && `${chosen.url}?token=${encodeURIComponent(token.data)}`;
  const isBare = making.length === 0 && outputs.every(({ kind }) => kind === 'original');
  const other = outputs.find((output) => output !== chosen && canPlayHere(output));
  return (
    <div className="qv-outputs-tab">
      <div className="qv-player-side">
        {chosen?.isEncrypted && token.error && <ErrorNotice error={token.error} onRetry={() => void token.refetch()} />}
        {chosen ? (
          <Suspense fallback={<PageLoading />}>
            <Player
              app={app}
              fileId={fileId}
              media={media}
              output={chosen}
              url={url || undefined}
              name={nameOf(chosen.kind, chosen.definition).full}
              isShown={isShown}
              other={other && { name: nameOf(other.kind, other.definition).full, choose: () => setWanted(other.id) }}
              onProcess={onProcess}
            />
          </Suspense>
        ) : (
          <Typography.Paragraph>{t('outputs.none')}</Typography.Paragraph>
        )}
      </div>
      <div className="qv-table">
        {isBare && (
          <section aria-label={t('outputs.bare')} className="qv-bare">
            <Typography.Paragraph style={{ marginBottom: 8 }}>{t('outputs.bare')}</Typography.Paragraph>
            <Flex gap={8} wrap align="flex-start">
              {first}
              <Button onClick={onProcess}>{t('outputs.chooseMore')}</Button>
            </Flex>
          </section>
        )}
        <Typography.Title level={3} style={{ fontSize: 15, margin: '0 0 8px' }}>
          {t('outputs.title')}
        </Typography.Title>
        <OutputsTable
          app={app}
          fileId={fileId}
          outputs={outputs}
          making={making}
          chosen={chosen?.id}
          onChoose={setWanted}
          canPlay={canPlayHere}
        />
      </div>
    </div>
  );
}
