import { typeOfFile } from './apply-request';
import { mediaTypes } from './media-types';

/** Why a file can't be uploaded; words are in `file.<refusal>`. */
export type FileRefusal = 'noType' | 'wrongType' | 'playlist' | 'empty';

export function refusalOf(file: Pick<File, 'name' | 'size'>): FileRefusal | undefined {
  const type = typeOfFile(file.name);
  if (!type) return 'noType';
  // A playlist is nothing without its segments, which a file dialog doesn't bring.
  if (type === 'm3u8') return 'playlist';
  if (!mediaTypes.has(type)) return 'wrongType';
  return file.size === 0 ? 'empty' : undefined;
}

/** For the file dialog of the system. */
export const acceptedFiles = [...mediaTypes].filter((type) => type !== 'm3u8').map((type) => `.${type}`).join(',');
