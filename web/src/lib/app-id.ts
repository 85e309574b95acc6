import { useParams } from 'react-router';

/** The application that the address names: /apps/:app/... */
export function useAppId(): number {
  const app = Number(useParams().app);
  if (!Number.isSafeInteger(app)) throw new Error('no application in the address');
  return app;
}
