const windowMs = 8_000;
/** Less says nothing: the first bytes only fill buffers. */
const leastMs = 700;

interface Sample {
  atMs: number;
  bytes: number;
}

/** The speed of the last seconds, from how many bytes have gone in all: a pause of the line or a burst moves it little. */
export class SpeedMeter {
  private samples: Sample[] = [];

  note(bytes: number, nowMs: number): void {
    const last = this.samples.at(-1);
    // Parts that broke off are sent again: what was measured before is of another attempt.
    if (last && bytes < last.bytes) this.samples = [];
    this.samples.push({ atMs: nowMs, bytes });
    while (this.samples.length > 2 && (this.samples[1]?.atMs ?? nowMs) < nowMs - windowMs) this.samples.shift();
  }

  /** 0 while unknown. */
  bytesPerSecond(nowMs: number): number {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || nowMs - first.atMs < leastMs) return 0;
    return ((last.bytes - first.bytes) / (nowMs - first.atMs)) * 1000;
  }

  /** Nothing while the speed is unknown. */
  secondsLeft(bytesLeft: number, nowMs: number): number | undefined {
    const speed = this.bytesPerSecond(nowMs);
    return speed > 0 ? bytesLeft / speed : undefined;
  }

  forget(): void {
    this.samples = [];
  }
}
