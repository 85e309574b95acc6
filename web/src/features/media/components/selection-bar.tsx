import { CopyOutlined, DeleteOutlined, PlayCircleOutlined, ToolOutlined } from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  count: number;
  isReadOnly: boolean;
  onProcess: () => void;
  onProcedure: () => void;
  onCopyIds: () => void;
  onDelete: () => void;
  onClear: () => void;
}

/** What can be done with the chosen media. */
export function SelectionBar(props: Props) {
  const { t } = useTranslation('media');
  const { count, isReadOnly } = props;
  const reason = isReadOnly ? t('menu.readOnly') : undefined;
  return (
    <div role="toolbar" aria-label={t('selection.label')} style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <strong style={{ alignSelf: 'center' }}>{t('selection.count', { count })}</strong>
      <Tooltip title={reason}>
        <Button size="small" icon={<ToolOutlined aria-hidden />} disabled={isReadOnly} onClick={props.onProcess}>
          {t('menu.process')}
        </Button>
      </Tooltip>
      <Tooltip title={reason}>
        <Button size="small" icon={<PlayCircleOutlined aria-hidden />} disabled={isReadOnly} onClick={props.onProcedure}>
          {t('menu.procedure')}
        </Button>
      </Tooltip>
      <Button size="small" icon={<CopyOutlined aria-hidden />} onClick={props.onCopyIds}>
        {t('selection.copyIds')}
      </Button>
      <Tooltip title={reason}>
        <Button size="small" danger icon={<DeleteOutlined aria-hidden />} disabled={isReadOnly} onClick={props.onDelete}>
          {t('menu.delete')}
        </Button>
      </Tooltip>
      <Button size="small" type="text" onClick={props.onClear}>
        {t('selection.clear')}
      </Button>
    </div>
  );
}
