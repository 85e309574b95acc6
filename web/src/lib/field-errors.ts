import type { FormInstance } from 'antd';

import { ApiError } from '@/lib/api';

/** Members and places of a request, as in `MediaProcessTask.TranscodeTaskSet.0.Definition`. */
export type WirePath = (string | number)[];

export interface FieldError {
  path: WirePath;
  /** The server's words without the path, as a sentence. */
  text: string;
}

const member = String.raw`[A-Z]\w*(?:\.\w+|\[\d+\])*`;
// The server begins the message with what it is about: "SubAppId: no such application.", "TranscodeTaskSet.0.Definition: ...".
const subject = new RegExp(String.raw`^(${member}): ([\s\S]+)$`);

// Or what can't be read: "Name is missing; it is required.", "Limit is -1; it must be a whole number from 0." The value stands
// in the field already.
const unreadable = new RegExp(String.raw`^(${member}) is [\s\S]*; ((?:it is required|it must be|openvod does not support it)[\s\S]+)$`);

/** The member of the request that an answer blames, if it names one. */
export function fieldErrorOf(error: unknown): FieldError | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const match = subject.exec(error.message) ?? unreadable.exec(error.message);
  if (!match?.[1] || !match[2]) return undefined;
  const parts = match[1].replace(/\[(\d+)\]/g, '.$1').split('.');
  return { path: parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)), text: sentence(match[2]) };
}

const sentence = (words: string) => (words.startsWith('openvod') ? words : words.charAt(0).toUpperCase() + words.slice(1));

type Name = (string | number)[];

/** Of the fields' names, the one that the path is or lies in; the longest wins. */
export function fieldOf(path: WirePath, names: readonly Name[]): Name | undefined {
  const holds = (name: Name) => name.length > 0 && name.every((part, at) => String(part) === String(path[at]));
  return names.filter(holds).sort((a, b) => b.length - a.length)[0];
}

/**
 * Shows the server's error at the field of the form that it names, and brings that into view. False when no field is meant:
 * then it is shown by ErrorNotice. `nameOf` tells a field's name where forms do not name them as the wire does.
 */
export function showFieldError(form: FormInstance, error: unknown, nameOf = (path: WirePath): Name => path): boolean {
  const found = fieldErrorOf(error);
  if (!found) return false;
  const names = form.getFieldsError().map((field) => field.name);
  const name = fieldOf(nameOf(found.path), names);
  if (!name) return false;
  form.setFields([{ name, errors: [found.text] }]);
  form.scrollToField(name, { focus: true, block: 'center' });
  return true;
}
