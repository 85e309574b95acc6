import { setTimeout as sleep } from 'node:timers/promises';

/// Asks until the answer is true or something, and gives it; fails with the words of what was waited for.
export async function waitFor(what, msMax, ask) {
  const end = Date.now() + msMax;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${msMax} ms in vain for ${what}`);
    await sleep(30);
  }
}
