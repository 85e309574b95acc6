import { Dropdown, type MenuProps } from 'antd';
import { useTranslation } from 'react-i18next';

import type { MediaSummary } from '@/lib/wire/types';

import type { OpenMenu, RowWish } from '../model/use-list-commands';

interface Props {
  menu: OpenMenu | undefined;
  isReadOnly: boolean;
  onWish: (wish: RowWish, row: MediaSummary) => void;
  onClose: () => void;
}

/** The one menu of all rows, at the button that asked for it. */
export function RowMenu({ menu, isReadOnly, onWish, onClose }: Props) {
  const { t } = useTranslation('media');
  if (!menu) return null;
  const { row, button } = menu;
  const { left, bottom } = button.getBoundingClientRect();
  const item = (key: RowWish, disabled = false, title?: string) => ({ key, disabled, label: t(`menu.${key}`), title });
  const reason = isReadOnly ? t('menu.readOnly') : undefined;
  const items: MenuProps['items'] = [
    item('open'),
    item('process', isReadOnly, reason),
    item('procedure', isReadOnly, reason),
    { type: 'divider' },
    item('copyUrl', !row.MediaUrl, row.MediaUrl ? undefined : t('menu.noUrl')),
    item('copyId'),
    { type: 'divider' },
    item('rename', isReadOnly, reason),
    { ...item('delete', isReadOnly, reason), danger: true },
  ];
  return (
    <Dropdown
      open
      autoFocus
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items,
        onClick: ({ key, domEvent }) => {
          domEvent.stopPropagation();
          close();
          onWish(key as RowWish, row);
        },
      }}
      onOpenChange={(open) => !open && close()}
    >
      <span style={{ position: 'fixed', left: left + button.offsetWidth, top: bottom, width: 1, height: 1 }} />
    </Dropdown>
  );
  function close() {
    button.focus();
    onClose();
  }
}
