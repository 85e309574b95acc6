/** Of a task flow, or of their list. */
export const procedurePath = (app: number, name?: string) =>
  `/apps/${app}/procedures${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;

/** Of the form for a new one; any name may be one of a task flow, so this is told apart by the query. */
export const newProcedurePath = (app: number, from?: string) =>
  `/apps/${app}/procedures?new=1${from === undefined ? '' : `&from=${encodeURIComponent(from)}`}`;
