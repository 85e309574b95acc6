import type { TemplateKind, TemplateRow } from '@/lib/templates';

import { at, type Field, fieldsOf, formOf, put, type Section, type TemplateForm, type Values } from './fields';

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function filledIn(sections: readonly Section[], values: Values): Values {
  const request: Values = {};
  for (const { path } of fieldsOf(sections, values)) {
    const value = at(values, path);
    if (!isEmpty(value)) put(request, path, value);
  }
  return request;
}

// The API demands both parts of a rendition, also of one that has only one.
const noVideo = { Codec: '', Fps: 0, Bitrate: 0 };
const noAudio = { Codec: '', Bitrate: 0, SampleRate: 0 };

function entriesOf(form: TemplateForm, values: Values): Values[] {
  if (!form.list) return [];
  const { path, sections } = form.list;
  return ((at(values, path) as Values[] | undefined) ?? []).map((entry) => ({
    Video: noVideo,
    Audio: noAudio,
    ...filledIn(sections, entry ?? {}),
  }));
}

/** What the Create action is asked for: the fields that count, and are filled in. */
export function createRequest(form: TemplateForm, values: Values): Values {
  const request = filledIn(form.sections, values);
  if (form.list) request[form.list.path] = entriesOf(form, values);
  return request;
}

/** Whether a field was emptied that the Modify action can't empty. */
export const isStuck = ({ path, cleared, isFixed }: Field, before: Values, value: unknown): boolean =>
  !isFixed && cleared === undefined && isEmpty(value) && !isEmpty(at(before, path));

/** What the Modify action is asked for: only what is different; a list as a whole. */
export function modifyRequest(form: TemplateForm, before: Values, values: Values): Values {
  const old = createRequest(form, before);
  const request: Values = {};
  for (const { path, cleared, isFixed } of fieldsOf(form.sections, values)) {
    const value = at(values, path);
    const oldValue = at(old, path);
    if (isFixed || same(value, oldValue) || (isEmpty(value) && isEmpty(oldValue))) continue;
    if (!isEmpty(value)) put(request, path, value);
    else if (cleared !== undefined) put(request, path, cleared);
  }
  if (form.list) {
    const entries = entriesOf(form, values);
    if (!same(sorted(entries), sorted(entriesOf(form, before)))) request[form.list.path] = entries;
  }
  return request;
}

// Members in one order, so that texts can be compared.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}

/** What a form begins with to change a template, or to copy it. */
export function valuesOf<K extends TemplateKind>({ kind, settings }: TemplateRow<K>): Values {
  const form = formOf[kind];
  const values = pick(form.sections, settings as unknown as Values);
  if (form.list) {
    const { path, sections } = form.list;
    values[path] = ((at(settings, path) as Values[] | undefined) ?? []).map((entry) => pick(sections, entry));
  }
  return values;
}

function pick(sections: readonly Section[], from: Values): Values {
  const values: Values = {};
  for (const { path } of sections.flatMap(({ fields }) => fields)) {
    const value = at(from, path);
    if (!isEmpty(value)) put(values, path, value);
  }
  return values;
}
