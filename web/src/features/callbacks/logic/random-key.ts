const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const signKeyCharacters = 32;

/** A SignKey that nobody guesses: 32 letters and digits, which is what the API takes. */
export function randomSignKey(): string {
  let key = '';
  while (key.length < signKeyCharacters) {
    for (const byte of crypto.getRandomValues(new Uint8Array(signKeyCharacters))) {
      // Bytes beyond the last whole multiple would make some letters likelier than others.
      if (byte < letters.length * 4 && key.length < signKeyCharacters) key += letters[byte % letters.length];
    }
  }
  return key;
}
