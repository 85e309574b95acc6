import { call, type RequestOf } from '@/lib/api';

/** The media with all that was made of it, or the parts that are named. */
export const deleteMedia = (request: RequestOf<'DeleteMedia'>) => call('DeleteMedia', request);
