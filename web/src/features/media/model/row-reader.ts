/** Reads a batch of media; throws when it can't. */
export type ReadBatch = (ids: string[]) => Promise<void>;

const batchMax = 100; // ListMedia takes no more FileIds.
const retryMs = 1_000;

/**
 * Reads media anew that are told of: the first at once, and those that come while a read is under way together after it. So a
 * single change waits for nothing, and a flood of them costs one call at a time.
 */
export class RowReader {
  private readonly waiting = new Set<string>();
  private isReading = false;
  private isClosed = false;
  private retry: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly read: ReadBatch) {}

  ask(ids: readonly string[]): void {
    ids.forEach((id) => this.waiting.add(id));
    void this.readOn();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.retry);
  }

  private async readOn(): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    while (this.waiting.size > 0 && !this.isClosed) {
      const batch = [...this.waiting].slice(0, batchMax);
      batch.forEach((id) => this.waiting.delete(id));
      try {
        await this.read(batch);
      } catch {
        batch.forEach((id) => this.waiting.add(id));
        this.retry = setTimeout(() => void this.readOn(), retryMs);
        break;
      }
    }
    this.isReading = false;
  }
}
