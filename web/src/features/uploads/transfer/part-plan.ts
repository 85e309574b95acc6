const mebibyte = 1 << 20;

/** Large enough that a part's overhead is nothing, small enough that little is sent again after a break. */
const smallestPartBytes = 8 * mebibyte;
/** One page of the server's list of parts (max-parts), so that resuming asks once. */
const partsMax = 1000;

/** How large the parts of a file are: a power of two times the smallest, so that there are at most a thousand. */
export function partBytesOf(fileBytes: number): number {
  let bytes = smallestPartBytes;
  while (fileBytes / bytes > partsMax) bytes *= 2;
  return bytes;
}

/** A file that fits in one part goes with one PUT. */
export const isOnePut = (fileBytes: number, partBytes: number) => fileBytes <= partBytes;

export interface Part {
  /** From 1. */
  number: number;
  begin: number;
  end: number;
}

export function partsOf(fileBytes: number, partBytes: number): Part[] {
  const count = Math.ceil(fileBytes / partBytes);
  return Array.from({ length: count }, (_, index) => ({
    number: index + 1,
    begin: index * partBytes,
    end: Math.min((index + 1) * partBytes, fileBytes),
  }));
}
