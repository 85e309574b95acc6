export interface PaletteEntry {
  key: string;
  label: string;
  /** An id, or nothing. */
  detail: string;
  path: string;
}

/** Those whose label or detail has every word of the text, in their order; all without a text. */
export function matching(entries: PaletteEntry[], text: string): PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter(({ label, detail }) => {
    const searched = `${label} ${detail}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
}
