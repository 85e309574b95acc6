const unitSeconds = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;
const aliases: Record<string, keyof typeof unitSeconds> = { '': 's', s: 's', m: 'min', min: 'min', h: 'h', d: 'd' };

export type Unit = keyof typeof unitSeconds;
const units: readonly Unit[] = ['d', 'h', 'min'];

/** 7200 is 2 h, 90 is 90 s: in the largest unit that takes it whole. */
export function intervalOf(seconds: number): { count: number; unit: Unit } {
  const unit = units.find((each) => seconds >= unitSeconds[each] && seconds % unitSeconds[each] === 0) ?? 's';
  return { count: seconds / unitSeconds[unit], unit };
}

/** As it is typed, in every language: "5 s, 2 min". */
export const intervalsText = (intervals: readonly number[]) =>
  intervals
    .map(intervalOf)
    .map(({ count, unit }) => `${count} ${unit}`)
    .join(', ');

/** "5 s, 2 min, 1h" as seconds; undefined for what is no such list. */
export function intervalsOf(text: string): number[] | undefined {
  const parts = text.split(/[,，;\n]/).map((part) => part.trim()).filter(Boolean);
  const intervals = parts.map((part) => {
    const match = /^(\d+)\s*([a-z]*)$/i.exec(part);
    const unit = aliases[match?.[2]?.toLowerCase() ?? '?'];
    return match && unit ? Number(match[1]) * unitSeconds[unit] : Number.NaN;
  });
  return intervals.length > 0 && intervals.every((each) => each >= 1) ? intervals : undefined;
}
