import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate, useParams } from 'react-router';

import { MediaList } from '@/features/media';
import { QuickView } from '@/features/quick-view';
import { DropZone, EmptyDrop, PullButton, UploadActions, UploadButton } from '@/features/uploads';
import { Page } from '@/components/page';
import { PageLoading } from '@/components/page-loading';
import { useAppId } from '@/lib/app-id';

import styles from './media.module.css';

// The list is there before the forms that only some of its visitors open.
const ProcessDialog = lazy(async () => ({ default: (await import('@/features/process')).ProcessDialog }));
const FirstOutputs = lazy(async () => ({ default: (await import('@/features/process')).FirstOutputs }));
const ProcessPanel = lazy(async () => ({ default: (await import('@/features/process')).ProcessPanel }));

/** The list of media, and Quick View beside it while the address names a media. */
export default function MediaPage() {
  const { t } = useTranslation();
  const app = useAppId();
  const { fileId } = useParams();
  const { search } = useLocation();
  const navigate = useNavigate();
  return (
    <div className={styles.page}>
      <DropZone>
        <Page
          fills
          title={t('nav.media')}
          extra={
            <>
              <PullButton />
              <UploadButton />
            </>
          }
        >
          <MediaList
            app={app}
            openId={fileId}
            empty={<EmptyDrop />}
            uploadControls={(upload) => <UploadActions upload={upload} />}
            processDialog={(props) => <ProcessDialog {...props} />}
          />
        </Page>
      </DropZone>
      {fileId && (
        <aside className={styles.panel}>
          <QuickView
            fileId={fileId}
            onClose={() => void navigate(`/apps/${app}/media${search}`)}
            process={
              <Suspense fallback={<PageLoading />}>
                <ProcessPanel fileId={fileId} />
              </Suspense>
            }
            firstOutputs={
              <Suspense fallback={<PageLoading />}>
                <FirstOutputs fileId={fileId} />
              </Suspense>
            }
          />
        </aside>
      )}
    </div>
  );
}
