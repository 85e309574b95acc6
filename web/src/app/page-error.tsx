import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useRouteError } from 'react-router';

/** Instead of a page that could not be shown. */
export function PageError() {
  const { t } = useTranslation();
  const failure = useRouteError();
  return (
    <Result
      status="error"
      title={t('state.unexpected')}
      subTitle={failure instanceof Error ? failure.message : String(failure)}
      extra={[
        <Button key="again" type="primary" onClick={() => location.reload()}>
          {t('action.retry')}
        </Button>,
        <Link key="home" to="/apps">
          {t('state.goHome')}
        </Link>,
      ]}
    />
  );
}
