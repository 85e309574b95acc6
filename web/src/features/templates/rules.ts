import type { TemplateRule } from '@/lib/wire/types';

import { at, type Field, fieldsOf, type Section, type TemplateForm, type Values } from './fields';

export type Rules = readonly TemplateRule[];

/** Where a field stands: in the template itself, or in an entry of its list. */
export interface Place {
  /** "StreamInfos" */
  list?: string;
  /** The whole form. */
  values: Values;
  /** The entry of the list, or the whole form. */
  entry: Values;
}

const pathIn = (place: Place, path: string) => (place.list ? `${place.list}.${path}` : path);

function holds(rule: TemplateRule, place: Place): boolean {
  if (!rule.OnlyIfField) return true;
  const prefix = place.list ? `${place.list}.` : '';
  const isInEntry = prefix !== '' && rule.OnlyIfField.startsWith(prefix);
  const value = isInEntry ? at(place.entry, rule.OnlyIfField.slice(prefix.length)) : at(place.values, rule.OnlyIfField);
  return (rule.OnlyIfWords ?? []).includes(String(value ?? ''));
}

/** The rules of a field that hold with what else is filled in. */
export const rulesOf = (rules: Rules, { path }: Field, place: Place): TemplateRule[] =>
  rules.filter((rule) => rule.Field === pathIn(place, path) && holds(rule, place));

/** What a choice offers: what all rules allow, or what the form knows where there are none. */
export function wordsOf(rules: Rules, field: Field, place: Place): string[] {
  const lists = rulesOf(rules, field, place).flatMap(({ Type, Words }) => (Type === 'Word' && Words ? [Words] : []));
  const [first, ...others] = lists;
  if (first) return first.filter((word) => word !== '' && others.every((words) => words.includes(word)));
  return [...(typeof field.words === 'function' ? field.words(place.entry) : (field.words ?? []))];
}

export interface Range {
  from: number;
  to: number;
  isZeroAllowed: boolean;
  isFromExcluded: boolean;
}

/** The range of a number; nothing where it is not known. */
export function rangeOf(rules: Rules, field: Field, place: Place): Range | undefined {
  const rule = rulesOf(rules, field, place).find(({ Type }) => Type === 'Number');
  if (!rule || rule.From == null || rule.To == null) return undefined;
  return {
    from: rule.From,
    to: rule.To,
    isZeroAllowed: rule.IsZeroAllowed ?? false,
    isFromExcluded: rule.IsFromExcluded ?? false,
  };
}

/** What the server takes for an empty field. */
export const defaultOf = (rules: Rules, field: Field, place: Place): string | undefined =>
  rulesOf(rules, field, place).find(({ Default }) => Default)?.Default ?? undefined;

/** What is wrong with a value, for a sentence that tells it. */
export type Problem =
  | { is: 'missing' }
  | { is: 'outside'; range: Range }
  | { is: 'noWord'; words: string[] }
  | { is: 'fraction' }
  | { is: 'badLength' }
  | { is: 'tooLong'; most: number }
  | { is: 'nothingLeft' }
  | { is: 'crf' };

const lengthPattern = /^\d+(\.\d+)?([WHSL]?%|px)$/;

// As in the cloud: docs/guide/templates.md.
const charactersMax: Partial<Record<Field['label'], number>> = { Name: 64, Comment: 256 };

// What two fields say together.
function pairProblem({ label, path }: Field, { entry }: Place, value: unknown): Problem | undefined {
  if (label === 'RemoveAudio' && value === 1 && entry.RemoveVideo === 1) return { is: 'nothingLeft' };
  const mode = label === 'Vcrf' ? at(entry, path.replace(/Vcrf$/, 'Mode')) : undefined;
  return mode === 'VCRF' && !value ? { is: 'crf' } : undefined;
}

export function problemOf(rules: Rules, field: Field, place: Place, value: unknown): Problem | undefined {
  const pair = pairProblem(field, place, value);
  if (pair) return pair;
  if (value === undefined || value === null || value === '') return field.isRequired ? { is: 'missing' } : undefined;
  const most = charactersMax[field.label];
  if (most !== undefined) return [...String(value)].length > most ? { is: 'tooLong', most } : undefined;
  if (field.input === 'length') return lengthPattern.test(String(value)) ? undefined : { is: 'badLength' };
  if (field.input === 'choice') {
    const words = wordsOf(rules, field, place);
    return words.length === 0 || words.includes(String(value)) ? undefined : { is: 'noWord', words };
  }
  if (field.input !== 'number' || typeof value !== 'number') return undefined;
  if (!Number.isInteger(value) && field.label !== 'FontAlpha') return { is: 'fraction' };
  const range = rangeOf(rules, field, place);
  if (!range || (range.isZeroAllowed && value === 0)) return undefined;
  const isHighEnough = range.isFromExcluded ? value > range.from : value >= range.from;
  return isHighEnough && value <= range.to ? undefined : { is: 'outside', range };
}

/** Whether any field of the form, or of its list, is wrong. */
export function problemsIn(form: TemplateForm, values: Values, rules: Rules): boolean {
  const isWrong = (sections: readonly Section[], place: Place) =>
    fieldsOf(sections, place.entry).some((field) => problemOf(rules, field, place, at(place.entry, field.path)) !== undefined);
  if (isWrong(form.sections, { values, entry: values })) return true;
  const { list } = form;
  if (!list) return false;
  const entries = (at(values, list.path) as Values[] | undefined) ?? [];
  return entries.some((entry) => isWrong(list.sections, { list: list.path, values, entry: entry ?? {} }));
}
