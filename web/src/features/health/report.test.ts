import { expect, test } from 'vitest';

import { bugReport, healthRows } from './report';

const health = {
  Status: 'WARNING',
  Version: '0.4.0',
  DiskUsedShare: 0.914,
  TasksProcessing: 2,
  TasksWaiting: 5,
  Checks: [{ Name: 'sandbox', Status: 'WARNING', Detail: 'No user namespaces.' }],
};

test('what the server does not tell is left out', () => {
  expect(healthRows(health).map(({ name }) => name)).toEqual(['version', 'disk', 'tasks']);
});

test('a bug report names version, figures, each check and the browser', () => {
  expect(bugReport(health, 'Browser 1')).toBe(
    'openvod 0.4.0: WARNING\nversion: 0.4.0\ndisk: 91 %\ntasks: 2 / 5\ncheck sandbox: WARNING No user namespaces.\nbrowser: Browser 1',
  );
});
