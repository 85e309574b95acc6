import { expect, test } from 'vitest';

import { picturesOf } from './pictures';

test('sampled snapshots have the times that they show', () => {
  const set = (SampleType: string, Interval: number) =>
    picturesOf({
      MetaData: { Duration: 30 },
      SampleSnapshotInfo: { SampleSnapshotSet: [{ Definition: 10, SampleType, Interval, ImageUrlSet: ['a', 'b', 'c'] }] },
    }).sampled[0]?.pictures.map(({ timeS }) => timeS);
  expect(set('Percent', 10)).toEqual([0, 3, 6]);
  expect(set('Time', 5)).toEqual([0, 5, 10]);
});

test('times of snapshots come in milliseconds', () => {
  const info = { SnapshotByTimeOffsetSet: [{ Definition: 10, PicInfoSet: [{ TimeOffset: 3500, Url: 'a' }] }] };
  expect(picturesOf({ SnapshotByTimeOffsetInfo: info }).timed[0]?.pictures).toEqual([{ url: 'a', timeS: 3.5 }]);
});

test('a media without pictures has none of any kind', () => {
  expect(picturesOf({})).toEqual({ cover: undefined, timed: [], sampled: [], sprites: [], animated: [] });
});
