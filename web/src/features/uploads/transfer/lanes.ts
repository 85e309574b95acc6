/** Gives a lane back. */
export type Release = () => void;

interface Waiter {
  owner: string;
  start: (release: Release) => void;
}

/**
 * The places in which parts are sent, shared by all files: a browser opens six connections to a server, of which one is the live
 * one and some must stay free for calls. A free lane goes to the file with the fewest lanes, the older one first: so one file
 * alone uses all of them, several go side by side, and a small file never waits for the end of a large one.
 */
export class Lanes {
  private readonly held = new Map<string, number>();
  private readonly order = new Map<string, number>();
  private waiters: Waiter[] = [];
  private free: number;

  constructor(count: number) {
    this.free = count;
  }

  /** Waits for a lane; rejects with the signal's reason when that ends the wait. */
  take(owner: string, signal: AbortSignal): Promise<Release> {
    if (!this.order.has(owner)) this.order.set(owner, this.order.size);
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const waiter: Waiter = {
        owner,
        start: (release) => {
          signal.removeEventListener('abort', onAbort);
          resolve(release);
        },
      };
      const onAbort = () => {
        this.waiters = this.waiters.filter((other) => other !== waiter);
        reject(signal.reason);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      this.waiters.push(waiter);
      this.give();
    });
  }

  private give(): void {
    while (this.free > 0 && this.waiters.length > 0) {
      const next = this.waiters.reduce((best, waiter) => (this.isBefore(waiter, best) ? waiter : best));
      this.waiters = this.waiters.filter((waiter) => waiter !== next);
      this.free -= 1;
      this.held.set(next.owner, this.holds(next.owner) + 1);
      next.start(this.releaseOf(next.owner));
    }
  }

  private releaseOf(owner: string): Release {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.free += 1;
      this.held.set(owner, this.holds(owner) - 1);
      // The holder may ask again in the same breath: whoever needs it most is chosen after that.
      queueMicrotask(() => this.give());
    };
  }

  private holds = (owner: string) => this.held.get(owner) ?? 0;

  private isBefore(one: Waiter, other: Waiter): boolean {
    const difference = this.holds(one.owner) - this.holds(other.owner);
    if (difference !== 0) return difference < 0;
    return (this.order.get(one.owner) ?? 0) < (this.order.get(other.owner) ?? 0);
  }
}
