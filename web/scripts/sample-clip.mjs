// Makes public/sample/openvod-sample.mp4, the clip of "load a sample clip": ten seconds, 1280x720, H.264 and AAC, drawn and
// played by FFmpeg alone. Digits are boxes, as on a pocket calculator: no font has to be there, and each machine makes the same.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(import.meta.url);
const target = fileURLToPath(new URL('../public/sample/openvod-sample.mp4', import.meta.url));
const seconds = 10;
const size = { width: 1280, height: 720 };
const bytesMax = 800_000;

// Segments in a cell of 10 by 18 units, and the digits that light them.
const unit = 15;
const segments = [
  { x: 1.5, y: 0, w: 7, h: 1.5, digits: [0, 2, 3, 5, 6, 7, 8, 9] },
  { x: 8.5, y: 1.5, w: 1.5, h: 6.5, digits: [0, 1, 2, 3, 4, 7, 8, 9] },
  { x: 8.5, y: 9.5, w: 1.5, h: 6.5, digits: [0, 1, 3, 4, 5, 6, 7, 8, 9] },
  { x: 1.5, y: 16, w: 7, h: 1.5, digits: [0, 2, 3, 5, 6, 8, 9] },
  { x: 0, y: 9.5, w: 1.5, h: 6.5, digits: [0, 2, 6, 8] },
  { x: 0, y: 1.5, w: 1.5, h: 6.5, digits: [0, 4, 5, 6, 8, 9] },
  { x: 1.5, y: 8, w: 7, h: 1.5, digits: [2, 3, 4, 5, 6, 8, 9] },
];

const box = (x, y, w, h, enable) =>
  `drawbox=x=${Math.round(x)}:y=${Math.round(y)}:w=${Math.round(w)}:h=${Math.round(h)}:color=white@0.92:t=fill` +
  (enable ? `:enable='${enable}'` : '');

/** A digit at a place; `value` is an expression of the time. */
function digit(left, top, value) {
  return segments.map(({ x, y, w, h, digits }) => {
    const isLit = digits.map((one) => `eq(${value},${one})`).join('+');
    return box(left + x * unit, top + y * unit, w * unit, h * unit, isLit);
  });
}

const top = (size.height - 18 * unit) / 2;
const left = (size.width - 25 * unit) / 2;
const clock = [
  ...digit(left, top, 'floor(t+0.001)'),
  box(left + 11.75 * unit, top + 16 * unit, 1.5 * unit, 1.5 * unit),
  ...digit(left + 15 * unit, top, 'mod(floor(t*10+0.001),10)'),
].join(',');

const squares = [
  { side: 190, alpha: 0.16, x: '140+90*sin(0.9*t)', y: '90+60*cos(0.7*t)' },
  { side: 120, alpha: 0.2, x: '1010+110*cos(0.8*t)', y: '120+90*sin(1.1*t)' },
  { side: 240, alpha: 0.12, x: '930+120*sin(0.6*t+1)', y: '420+70*cos(0.9*t)' },
  { side: 90, alpha: 0.22, x: '230+150*cos(1.2*t)', y: '520+50*sin(0.8*t)' },
];
const { width, height } = size;
const video = [
  `gradients=size=${width}x${height}:rate=25:duration=${seconds}:seed=7:speed=0.012:nb_colors=4:` +
    'c0=0x0b3a8f:c1=0x1f6feb:c2=0x7b3fe4:c3=0x12b5b0:x0=0:y0=0:x1=1280:y1=720,format=yuv420p[back]',
  ...squares.map(
    ({ side, alpha }, index) => `color=white@${alpha}:size=${side}x${side}:rate=25:duration=${seconds},format=yuva420p[square${index}]`,
  ),
  ...squares.map(({ x, y }, index) => `[${index ? `step${index - 1}` : 'back'}][square${index}]overlay=x='${x}':y='${y}'[step${index}]`),
  // A bar at the foot that fills as the clip runs.
  `color=white@0.9:size=${width}x10:rate=25:duration=${seconds},format=yuva420p[bar]`,
  `[step${squares.length - 1}]${clock}[told]`,
  `[told][bar]overlay=x='-${width}+${width}*t/${seconds}':y=${height - 10},format=yuv420p[video]`,
];

// One soft note a second, up and down a pentatonic scale, an octave apart in the two ears.
const halfTones = [0, 2, 4, 7, 9, 12, 9, 7, 4, 0];
const step = halfTones.map((tones, second) => `${tones}*eq(floor(t),${second})`).join('+');
const note = (base) => `0.16*sin(2*PI*${base}*pow(2,(${step})/12)*t)*exp(-2.2*mod(t,1))*min(1,40*mod(t,1))`;
const audio = `aevalsrc='${note(262)}|${note(131)}':sample_rate=48000:duration=${seconds}[audio]`;

function make() {
  const making = `${target}.${process.pid}.mp4`;
  const flags = [
    ...['-v', 'error', '-y', '-nostdin', '-filter_complex', [...video, audio].join(';'), '-map', '[video]', '-map', '[audio]'],
    // One thread and no versions in the file: the same bytes from the same FFmpeg.
    ...['-c:v', 'libx264', '-preset', 'medium', '-threads', '1', '-crf', '24', '-maxrate', '600k', '-bufsize', '1200k', '-g', '50'],
    ...['-profile:v', 'high', '-c:a', 'aac', '-b:a', '80k', '-map_metadata', '-1', '-fflags', '+bitexact'],
    ...['-flags:v', '+bitexact', '-flags:a', '+bitexact', '-movflags', '+faststart', '-t', String(seconds), making],
  ];
  mkdirSync(fileURLToPath(new URL('.', new URL('../public/sample/', import.meta.url))), { recursive: true });
  const { error, status, stderr } = spawnSync('ffmpeg', flags, { encoding: 'utf8' });
  if (error?.code === 'ENOENT') fail('ffmpeg is not there: the console comes with a clip that it makes. Install it (apt-get install ffmpeg).');
  if (error || status !== 0) {
    rmSync(making, { force: true });
    fail(`ffmpeg could not make the sample clip:\n${error?.message ?? stderr}`);
  }
  const { size: bytes } = statSync(making);
  if (bytes > bytesMax) {
    rmSync(making);
    fail(`the sample clip has ${bytes} bytes; at most ${bytesMax} are allowed.`);
  }
  renameSync(making, target);
}

function fail(words) {
  process.stderr.write(`sample-clip: ${words}\n`);
  process.exit(1);
}

const isFresh = existsSync(target) && statSync(target).mtimeMs >= statSync(script).mtimeMs;
if (!isFresh) make();
