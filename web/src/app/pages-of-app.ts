export type PageName = 'apps' | 'media' | 'tasks' | 'events' | 'callbacks' | 'templates' | 'procedures' | 'keys' | 'health';

const ofApp: PageName[] = ['media', 'tasks', 'events', 'callbacks', 'templates', 'procedures'];

/** The pages in the order of the navigation; those of an application only while one is open. */
export function pagesOf(app: number | undefined): { name: PageName; path: string }[] {
  return [
    { name: 'apps', path: '/apps' },
    ...(app === undefined ? [] : ofApp.map((name) => ({ name, path: `/apps/${app}/${name}` }))),
    { name: 'keys', path: '/keys' },
    { name: 'health', path: '/health' },
  ];
}
