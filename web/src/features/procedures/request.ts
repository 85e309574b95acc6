import type { RequestOf } from '@/lib/api';
import type { MediaProcessTaskInput, ProcedureTemplate } from '@/lib/wire/types';

/** What the form holds: the request, as far as it is filled in. */
export interface ProcedureValues {
  Name: string;
  Comment?: string | undefined;
  MediaProcessTask: MediaProcessTaskInput;
}

// Without what is empty: members that no one filled in, lists of nothing.
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty).filter((entry) => entry !== undefined);
  if (value === null || value === undefined || value === '') return undefined;
  if (typeof value !== 'object') return value;
  const members = Object.entries(value)
    .map(([name, member]) => [name, withoutEmpty(member)] as const)
    .filter(([, member]) => member !== undefined && !(Array.isArray(member) && member.length === 0));
  return members.length > 0 ? Object.fromEntries(members) : undefined;
}

/** The whole task flow: ResetProcedureTemplate replaces everything, so what the form has no field for is sent along. */
export function procedureRequest(app: number, values: ProcedureValues): RequestOf<'CreateProcedureTemplate'> {
  const { Name, Comment, MediaProcessTask } = values;
  return {
    SubAppId: app,
    Name: Name ?? '',
    ...(Comment ? { Comment } : {}),
    MediaProcessTask: (withoutEmpty(MediaProcessTask) ?? {}) as MediaProcessTaskInput,
  };
}

/** What a form begins with to change a task flow; a copy gets another name. */
export const valuesOf = ({ Name, Comment, MediaProcessTask }: ProcedureTemplate, isCopy: boolean): ProcedureValues => ({
  Name: isCopy ? '' : (Name ?? ''),
  Comment: Comment ?? '',
  MediaProcessTask: (withoutEmpty(MediaProcessTask) ?? {}) as MediaProcessTaskInput,
});

export type NameProblem = 'missing' | 'long' | 'characters' | 'taken';

const nameCharactersMax = 20;

/** The server's rule for names: letters, digits, "-", "_" and all beyond ASCII. */
export function nameProblem(name: string, taken: readonly string[]): NameProblem | undefined {
  if (name === '') return 'missing';
  if ([...name].length > nameCharactersMax) return 'long';
  if (!/^[\w\-\u0080-\u{10ffff}]+$/u.test(name)) return 'characters';
  return taken.includes(name) ? 'taken' : undefined;
}

/** "3.5s" or "10%", as snapshots are placed; a bare number is seconds. */
export function timeOffset(text: string): string {
  const trimmed = text.trim();
  return /^\d+(\.\d+)?$/.test(trimmed) ? `${trimmed}s` : trimmed;
}
export const isTimeOffset = (text: string) => /^\d+(\.\d+)?s$/.test(text) || /^(\d{1,2}(\.\d+)?|100(\.0+)?)%$/.test(text);
