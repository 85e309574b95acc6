import { at, fieldsOf, isSoundContainer, put, type Section, type TemplateForm, type Values } from './fields';
import { type Place, type Rules, wordsOf } from './rules';

/** A field that another one changes, by its name in the form. */
export interface Patch {
  name: (string | number)[];
  value: unknown;
}

// A choice that is no longer offered becomes the first one that is; an optional one is emptied. `entry` is changed along.
function fitted(sections: readonly Section[], place: Place, rules: Rules, prefix: Patch['name']): Patch[] {
  const patches: Patch[] = [];
  for (const field of fieldsOf(sections, place.entry)) {
    const value = at(place.entry, field.path);
    if (field.input !== 'choice' || value === undefined || value === null || value === '') continue;
    const words = wordsOf(rules, field, place);
    if (words.length === 0 || words.includes(String(value))) continue;
    const first = field.isNumber ? Number(words[0]) : words[0];
    const next = field.isRequired ? first : undefined;
    put(place.entry, field.path, next);
    patches.push({ name: [...prefix, ...field.path.split('.')], value: next });
  }
  return patches;
}

/**
 * What follows from a change: a container without picture removes it, and choices that the new container or format does not
 * have give way.
 */
export function adjustments(form: TemplateForm, values: Values, rules: Rules): Patch[] {
  const next = structuredClone(values);
  const patches: Patch[] = [];
  if (form.kind === 'Transcode' && isSoundContainer(next.Container)) {
    for (const [name, value] of [['RemoveVideo', 1] as const, ['RemoveAudio', 0] as const]) {
      if (next[name] === value) continue;
      next[name] = value;
      patches.push({ name: [name], value });
    }
  }
  patches.push(...fitted(form.sections, { values: next, entry: next }, rules, []));
  const { list } = form;
  if (!list) return patches;
  const entries = (at(next, list.path) as (Values | undefined)[] | undefined) ?? [];
  entries.forEach((entry, index) => {
    if (entry) patches.push(...fitted(list.sections, { list: list.path, values: next, entry }, rules, [list.path, index]));
  });
  return patches;
}
