import type { ListMediaRequest } from '@/lib/wire/types';

export const statuses = ['Processing', 'Normal'] as const;
export const categories = ['Video', 'Audio', 'Image'] as const;
export const sortColumns = ['CreateTime', 'Name', 'Size'] as const;

export type SortColumn = (typeof sortColumns)[number];

/** Which media are listed, and in which order: all of it stands in the address. */
export interface MediaView {
  text: string;
  status?: (typeof statuses)[number];
  category?: (typeof categories)[number];
  /** File types such as mp4. */
  types: string[];
  sortBy: SortColumn;
  isAscending: boolean;
}

const textMax = 64; // ListMedia takes no more.
const typesMax = 20;
const typePattern = /^[a-z0-9]{1,16}$/;
const sortWords: Record<SortColumn, string> = { CreateTime: 'created', Name: 'name', Size: 'size' };

const oneOf = <T extends string>(values: readonly T[], text: string | null): T | undefined =>
  values.find((value) => value === text);

/** What an address asks for; what it can't ask for is left out, so that an old or mistyped address still shows a list. */
export function viewOfAddress(address: URLSearchParams): MediaView {
  const sort = address.get('sort') ?? '';
  const sortBy = sortColumns.find((column) => sortWords[column] === sort.replace(/^-/, ''));
  const types = (address.get('types') ?? '').toLowerCase().split(',');
  return {
    text: (address.get('q') ?? '').slice(0, textMax),
    status: oneOf(statuses, address.get('status')),
    category: oneOf(categories, address.get('category')),
    types: [...new Set(types)].filter((type) => typePattern.test(type)).slice(0, typesMax),
    sortBy: sortBy ?? 'CreateTime',
    isAscending: sortBy !== undefined && !sort.startsWith('-'),
  };
}

/** The address with a view in it; what the view doesn't know stays, and what is as always is not written. */
export function addressOfView(view: MediaView, address: URLSearchParams): URLSearchParams {
  const sort = `${view.isAscending ? '' : '-'}${sortWords[view.sortBy]}`;
  const values = {
    q: view.text,
    status: view.status,
    category: view.category,
    types: view.types.join(','),
    sort: sort === '-created' ? '' : sort,
  };
  const next = new URLSearchParams(address);
  for (const [name, value] of Object.entries(values)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  return next;
}

export const isFiltered = (view: MediaView) =>
  view.text !== '' || view.status !== undefined || view.category !== undefined || view.types.length > 0;

export const withoutFilters = ({ sortBy, isAscending }: MediaView): MediaView => ({
  text: '',
  types: [],
  sortBy,
  isAscending,
});

/** A column's first click sorts as one mostly wants it: names from A, sizes and times from the greatest. The next one turns it round. */
export const sortedBy = (view: MediaView, column: SortColumn): MediaView => ({
  ...view,
  sortBy: column,
  isAscending: view.sortBy === column ? !view.isAscending : column === 'Name',
});

/** Only where new media come first does one that was just made have its place on top. */
export const isNewestFirst = (view: MediaView) => view.sortBy === 'CreateTime' && !view.isAscending;

export function requestOfView(app: number, view: MediaView): ListMediaRequest {
  const request: ListMediaRequest = { SubAppId: app, SortBy: view.sortBy, Order: view.isAscending ? 'Asc' : 'Desc' };
  if (view.text) request.Text = view.text;
  if (view.status) request.Status = view.status;
  if (view.category) request.Categories = [view.category];
  if (view.types.length > 0) request.Types = view.types;
  return request;
}
