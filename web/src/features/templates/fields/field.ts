import type { TemplateKind } from '@/lib/templates';

import type en from '../words/en.json';

/** What a form holds: the request of the Create action, as far as it is filled in. */
export type Values = { [name: string]: unknown };

export type FieldLabel = keyof (typeof en)['field'];
export type SectionName = keyof (typeof en)['section'];
/** What 0 means, where it is no number of its own. */
export type ZeroMeaning = keyof (typeof en)['zero'];

export type FieldInput = 'number' | 'choice' | 'flag' | 'onOff' | 'text' | 'longText' | 'length' | 'color' | 'image';

/** A parameter of a template: one row of a form's table. */
export interface Field {
  /** In the request of the Create action; within a list, in its entry. */
  path: string;
  label: FieldLabel;
  input: FieldInput;
  unit?: 'kbps' | 'fps' | 'px' | '%' | 's' | 'Hz';
  isRequired?: boolean;
  /** A choice between numbers. */
  isNumber?: boolean;
  /** What may stand there as long as the server's rules are not known. */
  words?: readonly string[] | ((values: Values) => readonly string[]);
  /** The units of a length. */
  lengthUnits?: readonly string[];
  zero?: ZeroMeaning;
  /** Shown, and sent, only then. `values` are those of the entry in a list. */
  when?: (values: Values) => boolean;
  /** What an emptied field is told to the Modify action as; absent: it can't be emptied any more. */
  cleared?: 0 | '';
  /** The Modify action does not change it. */
  isFixed?: boolean;
}

export interface Section {
  name: SectionName;
  fields: readonly Field[];
  when?: (values: Values) => boolean;
}

/** Entries that can be added, removed and moved: the renditions of an adaptive stream. */
export interface FieldList {
  path: string;
  most: number;
  sections: readonly Section[];
  /** A new entry. */
  initial: Values;
}

export interface TemplateForm {
  kind: TemplateKind;
  sections: readonly Section[];
  list?: FieldList;
  /** What a new form begins with. */
  initial: Values;
}

export function at(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((value, name) => (value == null ? undefined : (value as Values)[name]), values);
}

/** Writes into `values`, which is changed. */
export function put(values: Values, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let place = values;
  for (const name of names) place = (place[name] ??= {}) as Values;
  place[last] = value;
}

/** The fields that count with these values. */
export const fieldsOf = (sections: readonly Section[], values: Values): Field[] =>
  sections
    .filter(({ when }) => !when || when(values))
    .flatMap(({ fields }) => fields.filter(({ when }) => !when || when(values)));
