// Clips are made with FFmpeg when they are needed; none is kept in the tree.
import { execFileSync } from 'node:child_process';

function ffmpeg(...args) {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/// A moving picture with a tone; 1.5 s unless said otherwise.
export function makeClip(path, { seconds = 1.5, size = '640x360' } = {}) {
  ffmpeg('-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25:duration=${seconds}`, '-f', 'lavfi', '-i',
    `sine=frequency=440:duration=${seconds}`, '-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p',
    '-c:a', 'aac', '-shortest', path);
  return path;
}

export function makePicture(path) {
  ffmpeg('-f', 'lavfi', '-i', 'testsrc2=size=160x90', '-frames:v', '1', path);
  return path;
}

/// Container, codecs and size of a file or URL, as ffprobe sees them.
export function probe(source) {
  const text = execFileSync('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', source]);
  const report = JSON.parse(text);
  const video = report.streams.find((stream) => stream.codec_type === 'video');
  const audio = report.streams.find((stream) => stream.codec_type === 'audio');
  return {
    container: report.format.format_name,
    seconds: Number(report.format.duration),
    video: video && { codec: video.codec_name, width: video.width, height: video.height },
    audio: audio && { codec: audio.codec_name },
  };
}
