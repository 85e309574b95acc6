import type { Output } from './outputs';

let probe: HTMLVideoElement | undefined;

/** What this browser says of a format. A guess: only playing shows it. */
export function canPlayHere(output: Output): boolean {
  if (output.way === 'hls') return true; // By hls.js.
  if (output.way === 'dash') return false;
  if (!output.mime) return false;
  probe ??= document.createElement('video');
  return probe.canPlayType(output.mime) !== '';
}
