import { typeOfFile } from './apply-request';
import { mediaTypes } from './media-types';

/** An http or https URL with a host. */
export function isWebUrl(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text.trim());
    return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
  } catch {
    return false;
  }
}

/** The media type that the URL's path ends with, as the server reads it; "" when it tells none. */
export function typeOfUrl(text: string): string {
  if (!isWebUrl(text)) return '';
  const name = new URL(text.trim()).pathname.split('/').at(-1) ?? '';
  const type = typeOfFile(name);
  return mediaTypes.has(type) ? type : '';
}
