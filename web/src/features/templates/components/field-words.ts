import type { TFunction } from 'i18next';

import { codecName } from '@/lib/templates';

import type { Field } from '../fields';
import { defaultOf, type Place, type Problem, type Range, rangeOf, type Rules } from '../rules';
import type en from '../words/en.json';

type T = TFunction<'templates'>;
type Word = keyof (typeof en)['word'];

/** A word of the API as people say it. */
export function wordText(field: Field, word: string, t: T): string {
  if (field.label === 'VideoCodec' || field.label === 'AudioCodec') return codecName(word);
  if (field.label === 'Container') return word.toUpperCase();
  if (field.label === 'SampleRate') return `${Number(word)} Hz`;
  const key = field.label === 'AudioChannel' ? `channel${word}` : word.replace('.', '_');
  // A word that only the server knows stands for itself.
  return t(`word.${key as Word}`, { defaultValue: word });
}

const numberText = (value: number, field: Field) => (field.unit ? `${value} ${field.unit}` : String(value));

export function rangeText({ from, to, isZeroAllowed, isFromExcluded }: Range, field: Field, t: T): string {
  const range = t(isFromExcluded ? 'help.above' : 'help.range', { from, to: numberText(to, field) });
  if (!isZeroAllowed) return range;
  return t('help.or', { one: field.zero ? t(`zero.${field.zero}`) : '0', other: range });
}

/** What may stand in a field, and what stands there when it is left empty. */
export function helpText(field: Field, place: Place, rules: Rules, t: T): string {
  const range = field.input === 'number' ? rangeOf(rules, field, place) : undefined;
  // A box that is not ticked needs no words.
  const value = field.input === 'flag' || field.input === 'onOff' ? undefined : defaultOf(rules, field, place);
  const parts = [
    field.label === 'Name' && t('help.name'),
    field.label === 'Comment' && t('help.comment'),
    range ? rangeText(range, field, t) : field.zero && t(`zero.${field.zero}`),
    // Where 0 has a meaning and the range starts with it, the meaning is not told yet.
    range && field.zero && !range.isZeroAllowed && range.from === 0 && t(`zero.${field.zero}`),
    field.input === 'length' && field.lengthUnits?.[0] === '%' && t('help.length'),
    value !== undefined && !field.isRequired && t('help.default', { value: wordText(field, value, t) }),
  ];
  return parts.filter(Boolean).join(t('help.between'));
}

export function problemText(problem: Problem, field: Field, t: T): string {
  switch (problem.is) {
    case 'outside':
      return t('problem.outside', { range: rangeText(problem.range, field, t) });
    case 'noWord':
      return t('problem.noWord', { words: problem.words.map((word) => wordText(field, word, t)).join(', ') });
    case 'tooLong':
      return t('problem.tooLong', { most: problem.most });
    case 'missing':
      return field.input === 'image' ? t('problem.image') : t('problem.missing');
    default:
      return t(`problem.${problem.is}`);
  }
}
