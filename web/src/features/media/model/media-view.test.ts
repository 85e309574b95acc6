import { expect, test } from 'vitest';

import { addressOfView, isFiltered, requestOfView, sortedBy, viewOfAddress, withoutFilters } from './media-view';

const viewOf = (address: string) => viewOfAddress(new URLSearchParams(address));
const everything = 'q=harbour&status=Processing&category=Video&types=mp4%2Cmov&sort=name';

test('an empty address is all media, newest first', () => {
  const view = viewOf('');
  expect(requestOfView(7, view)).toEqual({ SubAppId: 7, SortBy: 'CreateTime', Order: 'Desc' });
  expect(isFiltered(view)).toBe(false);
});

test('search, filters and order come from the address and go back to it', () => {
  const view = viewOf(everything);
  expect(requestOfView(7, view)).toEqual({
    SubAppId: 7,
    Text: 'harbour',
    Status: 'Processing',
    Categories: ['Video'],
    Types: ['mp4', 'mov'],
    SortBy: 'Name',
    Order: 'Asc',
  });
  expect(addressOfView(view, new URLSearchParams()).toString()).toBe(everything);
});

test('what the server would refuse is not asked for', () => {
  const view = viewOf(`q=${'x'.repeat(80)}&status=Odd&category=Tape&types=mp4,%2F..,MOV&sort=colour`);
  expect(view).toEqual({ text: 'x'.repeat(64), types: ['mp4', 'mov'], sortBy: 'CreateTime', isAscending: false });
});

test('the rest of an address stays', () => {
  expect(addressOfView(viewOf('status=Normal'), new URLSearchParams('tab=tasks&q=old')).toString()).toBe('tab=tasks&status=Normal');
});

test('clearing the filters keeps the order', () => {
  expect(addressOfView(withoutFilters(viewOf(everything)), new URLSearchParams()).toString()).toBe('sort=name');
});

test('a click on a column sorts by it, the next one turns it round', () => {
  const byName = sortedBy(viewOf(''), 'Name');
  expect(byName).toMatchObject({ sortBy: 'Name', isAscending: true });
  expect(sortedBy(byName, 'Name')).toMatchObject({ sortBy: 'Name', isAscending: false });
  expect(sortedBy(byName, 'Size')).toMatchObject({ sortBy: 'Size', isAscending: false });
});
