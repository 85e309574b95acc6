import { Alert, Progress } from 'antd';
import { useTranslation } from 'react-i18next';

import type { MediaSummary } from '@/lib/wire/types';

import { idOf } from '../model/media-rows';
import type { EachState } from '../model/run-each';

/** How far work on several media is, and which of them failed with what. */
export function EachProgress({ rows, state }: { rows: readonly MediaSummary[]; state: EachState }) {
  const { t } = useTranslation('media');
  const nameOf = (id: string) => rows.find((row) => idOf(row) === id)?.Name || id;
  const text = t('each.progress', { done: state.done, count: rows.length });
  return (
    <>
      {rows.length > 1 && (
        <div role="status">
          {text}
          <Progress percent={Math.round((100 * state.done) / rows.length)} showInfo={false} aria-label={text} />
        </div>
      )}
      {state.failures.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={t('each.failed', { count: state.failures.length })}
          description={
            <ul style={{ maxHeight: 160, overflow: 'auto', margin: 0, paddingInlineStart: 20 }} tabIndex={0}>
              {state.failures.map(({ id, error }) => (
                <li key={id}>
                  {nameOf(id)}: {error instanceof Error ? error.message : String(error)}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}
