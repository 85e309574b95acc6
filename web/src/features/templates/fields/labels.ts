import type { Section } from './field';

/** What every template has. */
export const labels: Section = {
  name: 'labels',
  fields: [
    { path: 'Name', label: 'Name', input: 'text', cleared: '' },
    { path: 'Comment', label: 'Comment', input: 'longText', cleared: '' },
  ],
};
