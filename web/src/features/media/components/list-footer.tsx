import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';

import type { OpenDialog } from '../model/use-list-commands';
import styles from './media-table.module.css';
import { SelectionBar } from './selection-bar';

interface Props {
  count: number;
  hasMore: boolean;
  error: unknown;
  onRetry: () => void;
  selected: number;
  isReadOnly: boolean;
  onClear: () => void;
  onCopyIds: () => void;
  onDialog: (kind: OpenDialog['kind']) => void;
}

/** How many media are listed; with a choice, what can be done with it. */
export function ListFooter(props: Props) {
  const { t } = useTranslation('media');
  const { count, hasMore, error, selected } = props;
  return (
    <div className={styles.footer}>
      {selected > 0 && (
        <SelectionBar
          count={selected}
          isReadOnly={props.isReadOnly}
          onProcess={() => props.onDialog('process')}
          onProcedure={() => props.onDialog('procedure')}
          onDelete={() => props.onDialog('delete')}
          onCopyIds={props.onCopyIds}
          onClear={props.onClear}
        />
      )}
      {error != null && <ErrorNotice error={error} onRetry={props.onRetry} />}
      <span role="status" style={{ marginInlineStart: 'auto' }}>
        {t(hasMore ? 'list.countSoFar' : 'list.count', { count })}
      </span>
    </div>
  );
}
