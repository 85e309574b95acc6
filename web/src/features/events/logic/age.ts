import { timeText } from '@/lib/format';

export interface Age {
  /** Its word tells the two units. */
  unit: 'seconds' | 'minutes' | 'hours' | 'days';
  /** Of the larger unit. */
  whole: number;
  /** Of the smaller one. */
  rest: string;
}

/** An age in its two largest units: 185 s are 3 minutes and 05 seconds. */
export function ageOf(seconds: number): Age {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return { unit: 'seconds', whole, rest: '' };
  if (whole < 3_600) return { unit: 'minutes', whole: Math.floor(whole / 60), rest: two(whole % 60) };
  if (whole < 86_400) return { unit: 'hours', whole: Math.floor(whole / 3_600), rest: two(Math.floor((whole % 3_600) / 60)) };
  return { unit: 'days', whole: Math.floor(whole / 86_400), rest: String(Math.floor((whole % 86_400) / 3_600)) };
}

/** "08:04:21" for a time of today, "11-21 08:04" for an earlier one. */
export function clockText(iso: string, nowMs: number): string {
  const text = timeText(iso);
  const today = timeText(new Date(nowMs).toISOString()).slice(0, 10);
  return text.startsWith(today) ? text.slice(11) : text.slice(5, 16);
}
