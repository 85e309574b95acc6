import { timeText } from '@/lib/format';

/** "42s", "3m 05s", "2h 10m", "1d 4h": an age in its two largest units. */
export function ageText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole}s`;
  if (whole < 3_600) return `${Math.floor(whole / 60)}m ${two(whole % 60)}s`;
  if (whole < 86_400) return `${Math.floor(whole / 3_600)}h ${two(Math.floor((whole % 3_600) / 60))}m`;
  return `${Math.floor(whole / 86_400)}d ${Math.floor((whole % 86_400) / 3_600)}h`;
}

/** "08:04:21" for a time of today, "11-21 08:04" for an earlier one. */
export function clockText(iso: string, nowMs: number): string {
  const text = timeText(iso);
  const today = timeText(new Date(nowMs).toISOString()).slice(0, 10);
  return text.startsWith(today) ? text.slice(11) : text.slice(5, 16);
}
