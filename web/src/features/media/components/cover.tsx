import { useState } from 'react';

import styles from './media-table.module.css';
import { RowIcon } from './row-icon';

/** The cover in a frame of fixed size; without one, or when it can't be loaded, what kind of media it is. */
export function Cover({ url, category }: { url?: string | null; category?: string | null }) {
  const [failed, setFailed] = useState<string>();
  const hasCover = url && url !== failed;
  return (
    <span className={styles.cover} aria-hidden="true">
      {hasCover ? (
        <img src={url} alt="" width={96} height={54} loading="lazy" decoding="async" onError={() => setFailed(url)} />
      ) : (
        <RowIcon name={category === 'Audio' || category === 'Image' ? category : 'Video'} size={22} />
      )}
    </span>
  );
}
