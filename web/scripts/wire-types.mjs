// Writes src/lib/wire/types.ts, the API's types and actions, from the server's own schema (src/wire/schema/).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const schemaFolder = new URL('../../src/wire/schema/', import.meta.url);
const target = new URL('../src/lib/wire/types.ts', import.meta.url);
const scalars = { String: 'string', Integer: 'number', Float: 'number', Boolean: 'boolean', RawJson: 'unknown' };

const documents = ['vod-2018-07-17.json', 'openvod-2026-11-01.json'].map((name) =>
  JSON.parse(readFileSync(new URL(name, schemaFolder), 'utf8')),
);

const typeOf = (field) => `${scalars[field.type] ?? field.type}${field.array ? '[]' : ''}`;
const member = (field) =>
  field.required ? `  ${field.name}: ${typeOf(field)};` : `  ${field.name}?: ${typeOf(field)} | null;`;

const lines = ['// Made by scripts/wire-types.mjs from src/wire/schema/. Do not edit.', ''];
for (const { types } of documents) {
  for (const [name, { fields }] of Object.entries(types)) {
    lines.push(fields.length ? `export interface ${name} {` : `export type ${name} = object;`);
    if (fields.length) lines.push(...fields.map(member), '}');
  }
}
lines.push('', '/** Each action with its request and its answer. */', 'export interface Actions {');
for (const { actions } of documents) {
  for (const [name, { request, response }] of Object.entries(actions)) {
    lines.push(`  ${name}: { request: ${request}; response: ${response} };`);
  }
}
lines.push('}', '', '/** The API version of each action. */', 'export const versionOf: Record<keyof Actions, string> = {');
for (const { version, actions } of documents) {
  for (const name of Object.keys(actions)) lines.push(`  ${name}: '${version}',`);
}
lines.push('};', '');

const text = lines.join('\n');
mkdirSync(fileURLToPath(new URL('.', target)), { recursive: true });
let before = '';
try {
  before = readFileSync(target, 'utf8');
} catch {
  // Not made yet.
}
if (before !== text) writeFileSync(target, text);
