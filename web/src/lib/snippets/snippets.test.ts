// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';

import { describe, expect, test } from 'vitest';

import { shellWord } from './curl';
import { goJson } from './go';
import { given, literal, type Plain } from './literal';
import { javascript } from './node';
import { python } from './python';
import { snippet, type SnippetLanguage, snippetLanguages } from './index';

const call = { scheme: 'http', host: '127.0.0.1:9266', action: 'ProcessMedia', version: '2018-07-17' } as const;
const walkthrough = {
  FileId: '5285890784246869930',
  SubAppId: 1500000001,
  MediaProcessTask: { TranscodeTaskSet: [{ Definition: 100010 }, { Definition: 100020 }] },
  SessionContext: undefined,
  ExtInfo: null,
};

function hasTool(name: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

// Texts of what has broken quoting before, put together by a generator with a seed, so that a failure comes back.
const pieces = [
  ...["'", '"', '`', '\\', '$', '${HOME}', '$(id)', '!', '!!', '%s', '%', '#', '*', '~', '\n', '\r\n', '\t', '\b', '\f', '\0'],
  ...['\u2028', '\u2029', '\ufeff', '\u200b', '\u202e', '\u00a0', '\u007f', '\ud800', '😀', '👩‍👩‍👧', '晚间剪辑', 'é', 'é'],
  ...['EOF', 'JSON', '*/', '//', '</script>', '{{', '}}', '{', '}', '\\n', '\\u0041', "'''", '"""', ' ', 'a', 'Zz9'],
];

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function anyValue(below: (count: number) => number, depth = 0): Plain {
  const text = () => Array.from({ length: below(8) }, () => pieces[below(pieces.length)]).join('');
  const kind = below(depth > 2 ? 4 : 6);
  if (kind < 2) return text();
  if (kind === 2) return [0, -1, 0.5, 1500000001, 9007199254740991][below(5)] ?? 0;
  if (kind === 3) return below(2) === 0;
  if (kind === 4) return Array.from({ length: below(4) }, () => anyValue(below, depth + 1));
  return Object.fromEntries(Array.from({ length: below(4) }, (_, at) => [at % 2 ? text() : `Key${at}`, anyValue(below, depth + 1)]));
}

const requests = Array.from({ length: 150 }, (_, seed) => ({ Text: anyValue(generator(seed + 1)), End: seed }));

test.each(snippetLanguages)('the walkthrough’s call in $name', async ({ language }) => {
  await expect(snippet(language, { ...call, request: walkthrough })).toMatchFileSnapshot(`golden/process-media.${language}.txt`);
});

test.each(snippetLanguages)('a call of openvod’s own version in $name', async ({ language }) => {
  const own = { ...call, scheme: 'https', host: 'vod.example', action: 'ListTasks', version: '2026-11-01' } as const;
  await expect(snippet(language, { ...own, request: { Status: 'FINISH', Limit: 20 } })).toMatchFileSnapshot(
    `golden/list-tasks.${language}.txt`,
  );
});

test('members that are undefined or null are left out, at any depth', () => {
  expect(given({ A: undefined, B: null, C: { D: null, E: [{ F: null, G: 0 }] }, H: '', I: false, J: Number.NaN })).toEqual({
    C: { E: [{ G: 0 }] },
    H: '',
    I: false,
  });
});

describe('any text comes through as it is', () => {
  test('in the shell', { timeout: 60_000 }, () => {
    const words = requests.map((request) => shellWord(JSON.stringify(request)).replaceAll('\0', ''));
    const script = words.map((word) => `printf '%s\\0' ${word}\n`).join('');
    const printed = execFileSync('bash', { input: script, maxBuffer: 1e8 }).toString().split('\0').slice(0, -1);
    expect(printed.map((text) => JSON.parse(text) as unknown)).toEqual(requests);
  });

  test('in Node', { timeout: 60_000 }, () => {
    for (const request of requests) {
      const read = runInNewContext(`JSON.stringify(${literal(request, javascript)})`) as string;
      expect(JSON.parse(read)).toEqual(request);
    }
  });

  test.skipIf(!hasTool('python3'))('in Python', { timeout: 60_000 }, () => {
    const literals = JSON.stringify(requests.map((request) => literal(request, python)));
    const program = 'import ast,json,sys\nprint(json.dumps([ast.literal_eval(x) for x in json.load(sys.stdin)]))';
    const read = execFileSync('python3', ['-c', program], { input: literals, maxBuffer: 1e8 }).toString();
    expect(JSON.parse(read)).toEqual(requests);
  });

  test('in Go', () => {
    for (const request of requests) {
      const text = goJson({ ...call, request: given(request) ?? {} });
      // What a raw string of Go can't hold, or would drop.
      expect(text.slice(1, -1)).not.toMatch(/[`\r\0\ufeff]/);
      expect(JSON.parse(text.slice(1, -1))).toEqual(request);
    }
  });
});

describe('what is shown is a program', () => {
  const eachFile = (check: string) => ['-c', `for file in "$@"; do ${check} "$file" || exit 1; done`, 'check'];
  const tools: Record<SnippetLanguage, { tool: string; ending: string; command: string; args: string[] }> = {
    curl: { tool: 'bash', ending: 'sh', command: 'sh', args: eachFile('bash -n') },
    python: {
      tool: 'python3',
      ending: 'py',
      command: 'python3',
      args: ['-c', 'import ast,sys\nfor name in sys.argv[1:]: ast.parse(open(name, encoding="utf-8").read())'],
    },
    node: { tool: 'node', ending: 'mjs', command: 'sh', args: eachFile('node --check') },
    // Names the files that it would write in another way.
    go: { tool: 'gofmt', ending: 'go', command: 'gofmt', args: ['-l', '-e'] },
  };
  const calls = [
    { version: '2018-07-17', request: walkthrough },
    { version: '2026-11-01', request: {} },
    { version: '2018-07-17', request: requests[0] ?? {} },
    { version: '2026-11-01', request: requests[1] ?? {} },
  ];
  const busyMachineMs = 60_000;

  test.each(snippetLanguages)('in $name', { timeout: busyMachineMs }, ({ language }) => {
    const { tool, ending, command, args } = tools[language];
    if (!hasTool(tool)) return;
    const folder = mkdtempSync(join(tmpdir(), 'openvod-snippets-'));
    const files = calls.map((one, at) => {
      const path = join(folder, `call${at}.${ending}`);
      writeFileSync(path, snippet(language, { ...call, ...one }));
      return path;
    });
    expect(execFileSync(command, [...args, ...files]).toString()).toBe('');
    rmSync(folder, { recursive: true });
  });
});
