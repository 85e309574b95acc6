import { expect, test } from 'vitest';

type Words = { [key: string]: string | Words };
const files = {
  ...import.meta.glob<Words>('./words/*.json', { eager: true, import: 'default' }),
  ...import.meta.glob<Words>('../features/*/words/*.json', { eager: true, import: 'default' }),
};
const english = Object.keys(files).filter((path) => path.endsWith('/en.json'));

// Chinese has one form of plural, English two or three: what counts is the word without its form.
const pathsOf = (words: Words, above = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [(above + key).replace(/_(zero|one|other)$/, '')] : pathsOf(value, `${above}${key}.`),
  );
const textsOf = (words: Words): string[] => Object.values(words).flatMap((value) => (typeof value === 'string' ? [value] : textsOf(value)));

test.each(english)('%s has every word in Chinese, too, and no other', (path) => {
  const chinese = files[path.replace('en.json', 'zh.json')];
  expect(new Set(pathsOf(chinese ?? {}))).toEqual(new Set(pathsOf(files[path] ?? {})));
});

test.each(Object.keys(files))('%s has no empty text', (path) => {
  expect(textsOf(files[path] ?? {}).filter((text) => text.trim() === '')).toEqual([]);
});
