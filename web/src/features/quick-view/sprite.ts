/** A small picture on a sheet, shown for a stretch of time. */
export interface SpriteCue {
  startS: number;
  endS: number;
  sheetUrl: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const timing = /^(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})\s+-->\s+(?:(\d+):)?(\d{2}):(\d{2})\.(\d{3})/;
const place = /^(.*)#xywh=(\d+),(\d+),(\d+),(\d+)$/;

const seconds = ([hours, minutes, whole, thousandths]: (string | undefined)[]) =>
  Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(whole) + Number(thousandths) / 1000;

/** Reads the WebVTT file of a sprite; paths in it are relative to the file. What is no cue of a picture is passed over. */
export function parseSprite(text: string, fileUrl: string): SpriteCue[] {
  const cues: SpriteCue[] = [];
  for (const block of text.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    const lines = block.split('\n');
    const at = lines.findIndex((line) => timing.test(line));
    const time = at < 0 ? null : timing.exec(lines[at] ?? '');
    const where = at < 0 ? null : place.exec((lines[at + 1] ?? '').trim());
    if (!time || !where) continue;
    cues.push({
      startS: seconds(time.slice(1, 5)),
      endS: seconds(time.slice(5, 9)),
      sheetUrl: new URL(where[1] ?? '', fileUrl).href,
      x: Number(where[2]),
      y: Number(where[3]),
      width: Number(where[4]),
      height: Number(where[5]),
    });
  }
  return cues;
}

/** The picture of a time; the last one holds to the end. */
export function cueAt(cues: SpriteCue[], timeS: number): SpriteCue | undefined {
  let low = 0;
  let high = cues.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((cues[middle]?.startS ?? Infinity) <= timeS) low = middle;
    else high = middle - 1;
  }
  return cues[low];
}
