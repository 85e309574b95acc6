import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Flex, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ErrorNotice } from '@/components/error-notice';
import { useSignedIn } from '@/lib/api';
import { useAppId } from '@/lib/app-id';
import { briefText, templatesQuery } from '@/lib/templates';

import { processMedia } from '../api/process-media';
import { lastTranscodes } from '../last-transcodes';
import { firstWishes } from '../wishes';

const namesMax = 3; // More make no button's name.

interface Props {
  fileId: string;
}

/** Starts, by one click, what this browser had made last; the first time the transcodes of a first try. */
export function FirstOutputs({ fileId }: Props) {
  const { t, i18n } = useTranslation('process');
  const { isReadOnly } = useSignedIn();
  const app = useAppId();
  const [wishes] = useState(() => firstWishes(lastTranscodes(app)));
  const templates = useQuery(templatesQuery(app, 'Transcode'));
  const { mutate, isPending, isSuccess, error } = useMutation({ mutationFn: () => processMedia(app, fileId, wishes) });
  const names = wishes.transcodes.slice(0, namesMax).map((definition) => {
    const row = templates.data?.find((one) => one.definition === definition);
    return row ? t('first.template', { definition, what: briefText(row) }) : String(definition);
  });
  const unnamed = wishes.transcodes.length - names.length;
  if (unnamed > 0) names.push(t('first.more', { count: unnamed }));
  return (
    <Flex vertical gap={8}>
      <Tooltip title={isReadOnly ? t('start.readOnly') : ''}>
        <Button
          type="primary"
          // Once started, the outputs being made take this button's place.
          loading={isPending || isSuccess}
          disabled={isReadOnly}
          onClick={() => mutate()}
          style={{ alignSelf: 'flex-start', height: 'auto', minHeight: 32, paddingBlock: 4, whiteSpace: 'normal', textAlign: 'start' }}
        >
          {t('first.make', { templates: new Intl.ListFormat(i18n.language).format(names) })}
        </Button>
      </Tooltip>
      {error && <ErrorNotice error={error} />}
    </Flex>
  );
}
