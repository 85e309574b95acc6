import { useTranslation } from 'react-i18next';

import { JsonText } from '@/components/json-text';
import type { DescribeMediaInfosResponse } from '@/lib/wire/types';

/** What DescribeMediaInfos answered. */
export function RawJsonTab({ answer }: { answer: DescribeMediaInfosResponse }) {
  const { t } = useTranslation('quick-view');
  return (
    <>
      <p className="qv-quiet">{t('raw.intro')}</p>
      <JsonText label={t('raw.label')} value={answer} heightMax={Number.MAX_SAFE_INTEGER} />
    </>
  );
}
