import { App } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useBlocker } from 'react-router';

import { useUnloadWarning } from './use-unload-warning';

/**
 * Asks who leaves the page with changes that are not saved: by the browser, or to another page of the console. Where a page
 * itself leads on, after saving or deleting, it replaces the address, and nothing is asked.
 */
export function useLeaveWarning(isDirty: boolean): void {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation, historyAction }) =>
      isDirty && historyAction !== 'REPLACE' && currentLocation.pathname !== nextLocation.pathname,
  );

  useUnloadWarning(isDirty);

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    const question = modal.confirm({
      title: t('leave.title'),
      content: t('leave.text'),
      okText: t('leave.go'),
      okButtonProps: { danger: true },
      cancelText: t('leave.stay'),
      focusable: { autoFocusButton: 'cancel' },
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => question.destroy();
  }, [blocker, modal, t]);
}
