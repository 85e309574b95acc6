import { curlSnippet } from './curl';
import { goSnippet } from './go';
import { given } from './literal';
import { nodeSnippet } from './node';
import { pythonSnippet } from './python';
import type { SnippetCall } from './snippet-call';

const writers = { curl: curlSnippet, python: pythonSnippet, node: nodeSnippet, go: goSnippet };

export type SnippetLanguage = keyof typeof writers;

export const snippetLanguages: { language: SnippetLanguage; name: string }[] = [
  { language: 'curl', name: 'curl' },
  { language: 'python', name: 'Python' },
  { language: 'node', name: 'Node' },
  { language: 'go', name: 'Go' },
];

/** A whole program that makes a call, with the key from the environment. Members that are undefined or null are left out. */
export function snippet(language: SnippetLanguage, call: Omit<SnippetCall, 'request'> & { request: object }): string {
  return writers[language]({ ...call, request: given(call.request) ?? {} });
}
