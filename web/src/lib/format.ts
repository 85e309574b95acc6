import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import duration from 'dayjs/plugin/duration';
import relativeTime from 'dayjs/plugin/relativeTime';

dayjs.extend(duration);
dayjs.extend(relativeTime);

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** 1536 is "1.5 KiB"; nothing is "". */
export function bytesText(bytes: number | null | undefined): string {
  if (bytes == null) return '';
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < byteUnits.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${byteUnits[unit]}`;
}

/** 3725 s is "1:02:05", 65.4 s is "1:05". */
export function durationText(seconds: number | null | undefined): string {
  if (seconds == null) return '';
  const whole = Math.max(0, Math.round(seconds));
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${parts.join(':')}` : `${Number(parts[0])}:${parts[1]}`;
}

/** Bits per second: 1536000 is "1.54 Mbps". */
export function bitrateText(bps: number | null | undefined): string {
  if (bps == null) return '';
  return bps >= 1e6 ? `${(bps / 1e6).toFixed(2)} Mbps` : `${Math.round(bps / 1e3)} kbps`;
}

export const resolutionText = (width?: number | null, height?: number | null) =>
  width && height ? `${width}×${height}` : '';

/** The time in the browser's zone, to the second. */
export const timeText = (iso: string) => dayjs(iso).format('YYYY-MM-DD HH:mm:ss');

export const relativeTimeText = (iso: string, nowMs: number, language: string) =>
  dayjs(iso)
    .locale(language.startsWith('zh') ? 'zh-cn' : 'en')
    .from(dayjs(nowMs));
