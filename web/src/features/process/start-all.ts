import { fieldErrorOf } from '@/lib/field-errors';

/** What became of the start on one media. */
export type Start = { fileId: string; taskId: string } | { fileId: string; error: unknown };

const atOnceMax = 4;

/**
 * Starts on each media, a few at a time. When the first answer blames a field or there is only this one, the error is thrown: nothing has
 * begun then, and the others would hear the same.
 */
export async function startAll(fileIds: string[], start: (fileId: string) => Promise<string>): Promise<Start[]> {
  const starts: Start[] = [];
  const one = async (fileId: string, at: number): Promise<void> => {
    try {
      starts[at] = { fileId, taskId: await start(fileId) };
    } catch (error) {
      const blamed = fieldErrorOf(error)?.path[0];
      if (at === 0 && (fileIds.length === 1 || (blamed !== undefined && blamed !== 'FileId'))) throw error;
      starts[at] = { fileId, error };
    }
  };
  const [first, ...others] = fileIds;
  if (first === undefined) return [];
  await one(first, 0);
  const waiting = others.map((fileId, at) => ({ fileId, at: at + 1 }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await one(next.fileId, next.at);
  };
  await Promise.all(Array.from({ length: atOnceMax }, worker));
  return starts;
}
