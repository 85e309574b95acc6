import type { FormInstance } from 'antd';

import { ApiError } from '@/lib/api';

/** Members and places of a request, as in `MediaProcessTask.TranscodeTaskSet.0.Definition`. */
export type WirePath = (string | number)[];

export interface FieldError {
  path: WirePath;
  /** The server's words without the path, as a sentence. */
  text: string;
}

// The server begins the message with what it is about: "SubAppId: no such application.", "TranscodeTaskSet.0.Definition: ...".
const subject = /^([A-Z][A-Za-z0-9_]*(?:(?:\.[A-Za-z0-9_]+)|(?:\[\d+\]))*): ([\s\S]+)$/;

/** The member of the request that an answer blames, if it names one. */
export function fieldErrorOf(error: unknown): FieldError | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const match = subject.exec(error.message);
  if (!match?.[1] || !match[2]) return undefined;
  const parts = match[1].replace(/\[(\d+)\]/g, '.$1').split('.');
  return { path: parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part)), text: match[2].charAt(0).toUpperCase() + match[2].slice(1) };
}

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
