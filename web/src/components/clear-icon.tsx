import { CloseCircleFilled } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';

/** For `allowClear` of inputs: the component library's own has no name in the page's language. */
export function ClearIcon() {
  const { t } = useTranslation();
  return (
    <>
      <CloseCircleFilled aria-hidden />
      <span className="visually-hidden">{t('action.clear')}</span>
    </>
  );
}
