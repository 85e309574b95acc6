import { expect, it } from 'vitest';

import { Lanes, type Release } from './lanes';

const never = new AbortController().signal;
const soon = () => new Promise((done) => setTimeout(done));

/** Takes lanes for a file and notes in which order files get one. */
function taker(lanes: Lanes) {
  const got: string[] = [];
  const releases: Release[] = [];
  const take = (owner: string, count = 1, signal = never) => {
    for (let i = 0; i < count; ++i) {
      void lanes.take(owner, signal).then(
        (release) => (got.push(owner), releases.push(release)),
        () => undefined,
      );
    }
  };
  return { got, releases, take };
}

it('one file alone uses all lanes, and there are no more', async () => {
  const { got, take } = taker(new Lanes(3));
  take('one', 5);
  await soon();
  expect(got).toEqual(['one', 'one', 'one']);
});

it('a free lane goes to the file that has the fewest', async () => {
  const { got, releases, take } = taker(new Lanes(3));
  take('large', 6);
  take('small', 1);
  await soon();
  releases[0]?.();
  await soon();
  expect(got).toEqual(['large', 'large', 'large', 'small']);
});

it('among files that have as many, the older one goes first', async () => {
  const { got, releases, take } = taker(new Lanes(1));
  take('first');
  take('third');
  take('second');
  await soon();
  take('first');
  releases[0]?.();
  await soon();
  expect(got).toEqual(['first', 'first']);
});

it('a lane that is given back twice counts once', async () => {
  const { got, releases, take } = taker(new Lanes(1));
  take('one');
  await soon();
  releases[0]?.();
  releases[0]?.();
  take('two', 2);
  await soon();
  expect(got).toEqual(['one', 'two']);
});

it('who stops waiting leaves the queue', async () => {
  const { got, releases, take } = taker(new Lanes(1));
  const end = new AbortController();
  take('one');
  take('gone', 1, end.signal);
  take('two');
  await soon();
  end.abort();
  releases[0]?.();
  await soon();
  expect(got).toEqual(['one', 'two']);
});
