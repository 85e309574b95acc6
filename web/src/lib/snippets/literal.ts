/** How a language writes down data. */
export interface LiteralStyle {
  indent: string;
  key: (name: string) => string;
  string: (text: string) => string;
  boolean: (value: boolean) => string;
  /** What stands between braces and what they hold, on one line. */
  padding: string;
  hasTrailingComma: boolean;
}

export type Plain = string | number | boolean | Plain[] | { [name: string]: Plain };

const columnsMax = 92;

/** What is sent of a value: without members that are undefined or null. Undefined when nothing is left to say. */
export function given(value: unknown): Plain | undefined {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return value.map(given).filter((item) => item !== undefined);
  if (typeof value !== 'object' || value === null) return undefined;
  const members: [string, Plain][] = [];
  for (const [name, member] of Object.entries(value)) {
    const kept = given(member);
    if (kept !== undefined) members.push([name, kept]);
  }
  return Object.fromEntries(members);
}

// What no one sees, or what turns the reading direction: in the text it would mislead, or break a compiler's rules.
const unseen = /[\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]/g;
const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** In double quotes with JSON's escapes, which Python and JavaScript read in the same way. */
export const quoted = (text: string) => JSON.stringify(text).replace(unseen, escaped);

export const json: LiteralStyle = {
  indent: '  ',
  key: quoted,
  string: quoted,
  boolean: String,
  padding: '',
  hasTrailingComma: false,
};

/** Written on one line where that is short, else one member a line. */
export function literal(value: Plain, style: LiteralStyle, depth = 0): string {
  if (typeof value === 'string') return style.string(value);
  if (typeof value === 'boolean') return style.boolean(value);
  if (typeof value === 'number') return String(value);
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => literal(item, style, depth + 1))
    : Object.entries(value).map(([name, member]) => `${style.key(name)}: ${literal(member, style, depth + 1)}`);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (items.length === 0) return open + close;
  const padding = isList ? '' : style.padding;
  const line = `${open}${padding}${items.join(', ')}${padding}${close}`;
  const isShort = line.length + style.indent.length * depth <= columnsMax && !line.includes('\n');
  // The request itself reads best with one member a line.
  if (isShort && (depth > 0 || items.length === 1)) return line;
  const inside = style.indent.repeat(depth + 1);
  const comma = style.hasTrailingComma ? ',' : '';
  return `${open}\n${items.map((item) => inside + item).join(',\n')}${comma}\n${style.indent.repeat(depth)}${close}`;
}
