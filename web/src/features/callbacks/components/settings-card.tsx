import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';
import { useSignedIn } from '@/lib/api';

import type { SettingsValues } from '../logic/settings-values';
import { CurrentSettings } from './current-settings';
import { SettingsForm } from './settings-form';

interface Props {
  app: number;
  values: SettingsValues;
  isEditing: boolean;
  onEdit: () => void;
  onDirty: (isDirty: boolean) => void;
  onDone: () => void;
}

/** The current settings; "Set" turns them into the form. */
export function SettingsCard({ app, values, isEditing, onEdit, onDirty, onDone }: Props) {
  const { t } = useTranslation(['callbacks', 'common']);
  const { isReadOnly } = useSignedIn();
  return (
    <SectionCard
      title={t('settings.title')}
      extra={
        !isEditing && (
          <Tooltip title={isReadOnly ? t('readOnly') : undefined}>
            <Button type="primary" disabled={isReadOnly} onClick={onEdit}>
              {t('common:action.set')}
            </Button>
          </Tooltip>
        )
      }
    >
      {isEditing && !isReadOnly ? (
        <SettingsForm app={app} before={values} onDirty={onDirty} onDone={onDone} />
      ) : (
        <CurrentSettings values={values} />
      )}
    </SectionCard>
  );
}
