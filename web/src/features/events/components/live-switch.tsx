import { PauseOutlined, PlayCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

interface Props {
  isLive: boolean;
  heldCount: number;
  onChange: (isLive: boolean) => void;
}

/** Lets new events come in as they happen, or holds them back so that the rows stand still. */
export function LiveSwitch({ isLive, heldCount, onChange }: Props) {
  const { t } = useTranslation('events');
  const held = heldCount >= 100 ? t('log.heldMany') : t('log.held', { count: heldCount });
  return (
    <>
      <span role="status" style={{ whiteSpace: 'nowrap' }}>
        {isLive ? t('log.live') : heldCount > 0 ? held : t('log.paused')}
      </span>
      <Button icon={isLive ? <PauseOutlined aria-hidden /> : <PlayCircleOutlined aria-hidden />} onClick={() => onChange(!isLive)}>
        {isLive ? t('log.pause') : t('log.resume')}
      </Button>
    </>
  );
}
