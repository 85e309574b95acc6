import styles from './media-table.module.css';

/** A smaller line that may be cut: in full on hover. */
export function SecondLine({ text, hint, isFault }: { text: string; hint?: string; isFault?: boolean }) {
  return (
    <span className={`${styles.second} ${isFault ? styles.failed : ''}`} title={hint ? `${text}\n${hint}` : text}>
      {text}
    </span>
  );
}
