import { beforeEach, expect, it } from 'vitest';

import { isSameFile, type ResumeNote, resumeNotes } from './resume-notes';

const note: ResumeNote = {
  ...{ id: 'u1', app: 1, name: 'a', wishes: {}, partBytes: 10, storedBytes: 0, isWhole: false },
  file: { name: 'a.mp4', size: 3, lastModified: 7 },
};

beforeEach(() => sessionStorage.clear());

it('a note outlives the page, in this tab alone', () => {
  resumeNotes.save(note);
  resumeNotes.save({ ...note, storedBytes: 10 });
  expect(resumeNotes.all()).toEqual([{ ...note, storedBytes: 10 }]);
  expect(localStorage.length).toBe(0);
});

it('nothing stays of the last upload', () => {
  resumeNotes.save(note);
  resumeNotes.drop('u1');
  expect(sessionStorage.length).toBe(0);
});

it('notes that cannot be read are none', () => {
  sessionStorage.setItem('openvod.uploads', '{');
  expect(resumeNotes.all()).toEqual([]);
});

it('the same file is known by name, size and time', () => {
  const file = (name: string, text: string, lastModified: number) => new File([text], name, { lastModified });
  expect(isSameFile(file('a.mp4', 'abc', 7), note)).toBe(true);
  expect(isSameFile(file('a.mp4', 'abc', 8), note)).toBe(false);
  expect(isSameFile(file('a.mp4', 'abcd', 7), note)).toBe(false);
  expect(isSameFile(file('b.mp4', 'abc', 7), note)).toBe(false);
});
