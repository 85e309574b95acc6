import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { expect, test } from '@playwright/test';

import { report } from './report';

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const bundle = fileURLToPath(new URL('../../build/console/', import.meta.url));
const gzipKb = (file: string) => gzipSync(readFileSync(bundle + file), { level: 9 }).length / 1000;

test('what the media list loads', () => {
  const manifest = JSON.parse(readFileSync(`${bundle}.vite/manifest.json`, 'utf8')) as Record<string, Chunk>;
  const files = new Set(['index.html']);
  const add = (name: string) => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    chunk.css?.forEach((file) => files.add(file));
    chunk.imports?.forEach(add);
  };
  const words = (feature: string) => `src/${feature}/words/en.json`;
  const loaded = ['index.html', 'src/app/pages/media.tsx', words('app'), words('features/media'), words('features/uploads')];
  for (const name of loaded) expect(Object.keys(manifest), name).toContain(name);
  loaded.forEach(add);
  expect(readdirSync(`${bundle}assets`).length).toBeGreaterThan(files.size);
  report({ name: 'media_list_gzip_kb', unit: 'kB', values: [[...files].reduce((sum, file) => sum + gzipKb(file), 0)], bar: 450 });
});
