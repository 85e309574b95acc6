import { Flex, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';

import { TemplatePicker } from '@/components/template-picker';

const tight = { marginBottom: 12 };
const priorityMax = 10;

/** How the task runs: the part of the media, watermarks, its place in the line, who is told. */
export function Ways({ app, hasOutputs }: { app: number; hasOutputs: boolean }) {
  const { t } = useTranslation('process');
  return (
    <>
      {hasOutputs && (
        <>
          <Flex gap="0 12px" wrap>
            <Form.Item name={['clip', 'start']} label={t('clip.start')} style={tight} extra={t('clip.hint')}>
              <InputNumber min={0} suffix="s" placeholder={t('clip.fromStart')} style={{ width: 160 }} />
            </Form.Item>
            <Form.Item name={['clip', 'end']} label={t('clip.end')} style={tight}>
              <InputNumber min={0} suffix="s" placeholder={t('clip.toEnd')} style={{ width: 160 }} />
            </Form.Item>
          </Flex>
          <Form.Item name="watermarks" label={t('watermarks.label')} style={tight} extra={t('watermarks.hint')}>
            <TemplatePicker app={app} kind="Watermark" isMultiple placeholder={t('watermarks.none')} />
          </Form.Item>
        </>
      )}
      <Flex gap="0 12px" wrap>
        <Form.Item name="priority" label={t('priority.label')} extra={t('priority.hint')} style={{ ...tight, flex: '1 1 160px' }}>
          <InputNumber min={-priorityMax} max={priorityMax} precision={0} style={{ width: 112 }} />
        </Form.Item>
        <Form.Item name="notify" label={t('notify.label')} extra={t('notify.hint')} style={{ ...tight, flex: '1 1 220px' }}>
          <Select options={(['Finish', 'Change', 'None'] as const).map((value) => ({ value, label: t(`notify.${value}`) }))} />
        </Form.Item>
      </Flex>
      <Flex gap="0 12px" wrap>
        <Form.Item name="sessionContext" label="SessionContext" extra={t('sessionContext')} style={{ ...tight, flex: '1 1 220px' }}>
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item name="sessionId" label="SessionId" extra={t('sessionId')} style={{ ...tight, flex: '1 1 220px' }}>
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
      </Flex>
    </>
  );
}
