import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigation } from 'react-router';

import { ErrorNotice } from '@/components/error-notice';
import { PageLoading } from '@/components/page-loading';
import { applicationsQuery } from '@/lib/applications';
import { lastApp } from '@/lib/last-app';

/** `/` goes on to the application that was open last, or to the only one there is; else to the choice. */
export default function HomePage() {
  const isLeaving = useNavigation().state !== 'idle';
  const { data: applications, error } = useQuery(applicationsQuery());
  if (error) return <ErrorNotice error={error} />;
  // Who has clicked on to another page meanwhile goes there.
  if (!applications || isLeaving) return <PageLoading />;
  const wanted = applications.length === 1 ? applications[0]?.SubAppId : lastApp();
  const isThere = applications.some((application) => application.SubAppId === wanted);
  return <Navigate to={isThere ? `/apps/${wanted}/media` : '/apps'} replace />;
}
