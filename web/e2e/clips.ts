import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const folder = join(tmpdir(), 'openvod-e2e-clips');

export interface ClipWish {
  seconds?: number;
  width?: number;
  height?: number;
  /** Video bits per second: with `seconds` it sets how big the file gets. */
  kbps?: number;
}

/** The path of a clip with picture and sound, made by FFmpeg once and kept for later tests. */
export async function clip({ seconds = 4, width = 640, height = 360, kbps = 600 }: ClipWish = {}): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `clip-${width}x${height}-${seconds}s-${kbps}k.mp4`);
  if (existsSync(path)) return path;
  const making = join(folder, `${process.pid}-${Math.random().toString(36).slice(2)}.mp4`);
  // Noise, where bytes are wanted that no encoder can take away.
  const source = `testsrc2=size=${width}x${height}:rate=25:duration=${seconds}${kbps > 5000 ? ',noise=alls=60:allf=t' : ''}`;
  await run('ffmpeg', [
    ...['-v', 'error', '-y', '-f', 'lavfi', '-i', source, '-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}`],
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-b:v', `${kbps}k`, '-minrate', `${kbps}k`, '-maxrate', `${kbps}k`, '-bufsize', `${kbps}k`],
    ...['-g', '50', '-pix_fmt', 'yuv420p', '-c:a', 'aac', '-movflags', '+faststart', making],
  ]);
  renameSync(making, path);
  return path;
}
