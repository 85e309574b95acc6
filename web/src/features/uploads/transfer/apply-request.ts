import type { UploadWishes } from '@/lib/uploads';
import type { ApplyUploadRequest } from '@/lib/wire/types';

/** The server's limit for a name. */
export const nameCharactersMax = 64;

/** What is asked for a file; also what the dialog shows. */
export function applyRequestOf(app: number, fileName: string, wishes: UploadWishes): ApplyUploadRequest {
  const name = wishes.name?.trim() || nameOfFile(fileName);
  return {
    SubAppId: app,
    MediaType: typeOfFile(fileName),
    MediaName: name,
    ...(wishes.procedure && { Procedure: wishes.procedure }),
    ...(wishes.classId !== undefined && { ClassId: wishes.classId }),
  };
}

/** "My film.final.mp4" is "mp4"; "" without an extension. */
export function typeOfFile(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : '';
}

/** The file's name without its extension, as the command line names a media; cut to what the server takes. */
export function nameOfFile(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  const stem = dot > 0 ? fileName.slice(0, dot) : fileName;
  return [...stem].slice(0, nameCharactersMax).join('');
}
