import { Checkbox, Flex, Form, InputNumber, Segmented, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { TemplatePicker } from '@/components/template-picker';
import type { TemplateKind } from '@/lib/templates';

import type { Wishes } from '../wishes';

const tight = { marginBottom: 12 };

interface Props {
  app: number;
  wishes: Wishes;
}

/** What can be made beside transcodes; each opens its settings when it is ticked. */
export function MoreOutputs({ app, wishes }: Props) {
  const { t } = useTranslation('process');
  return (
    <>
      <Output name="adaptive" wishes={wishes}>
        <Template app={app} kind="AdaptiveDynamicStreaming" name={['adaptive', 'definitions']} isMultiple />
      </Output>
      <Output name="cover" wishes={wishes}>
        <Template app={app} kind="SnapshotByTimeOffset" name={['cover', 'definition']} />
        <Form.Item name={['cover', 'by']} label={t('cover.by')} style={tight}>
          <Segmented
            options={[
              { value: 'Percent', label: t('cover.percent') },
              { value: 'Time', label: t('cover.time') },
            ]}
          />
        </Form.Item>
        <Form.Item name={['cover', 'value']} label={t('cover.value')} style={tight}>
          <InputNumber min={0} suffix={wishes.cover.by === 'Percent' ? '%' : 's'} style={{ width: 112 }} />
        </Form.Item>
      </Output>
      <Output name="sprite" wishes={wishes}>
        <Template app={app} kind="ImageSprite" name={['sprite', 'definition']} />
      </Output>
      <Output name="samples" wishes={wishes}>
        <Template app={app} kind="SampleSnapshot" name={['samples', 'definition']} />
      </Output>
      <Output name="snapshots" wishes={wishes}>
        <Template app={app} kind="SnapshotByTimeOffset" name={['snapshots', 'definition']} />
        <Form.Item name={['snapshots', 'times']} label={t('snapshots.times')} extra={t('snapshots.timesHint')} style={{ ...tight, flex: '1 1 200px' }}>
          <Select mode="tags" tokenSeparators={[',', ' ', '，']} open={false} suffixIcon={null} placeholder="3.5s, 10%" />
        </Form.Item>
      </Output>
      <Output name="animated" wishes={wishes}>
        <Template app={app} kind="AnimatedGraphics" name={['animated', 'definition']} />
        <Form.Item name={['animated', 'start']} label={t('from')} style={tight}>
          <InputNumber suffix="s" style={{ width: 112 }} />
        </Form.Item>
        <Form.Item name={['animated', 'end']} label={t('to')} style={tight}>
          <InputNumber suffix="s" style={{ width: 112 }} />
        </Form.Item>
      </Output>
    </>
  );
}

type OutputName = 'adaptive' | 'cover' | 'sprite' | 'samples' | 'snapshots' | 'animated';

function Output({ name, wishes, children }: { name: OutputName; wishes: Wishes; children: ReactNode }) {
  const { t } = useTranslation('process');
  return (
    <div>
      <Form.Item name={[name, 'wanted']} valuePropName="checked" noStyle>
        <Checkbox style={{ padding: '4px 0' }}>{t(`${name}.title`)}</Checkbox>
      </Form.Item>
      {wishes[name].wanted && (
        <Flex gap="0 12px" wrap role="group" aria-label={t(`${name}.title`)} style={{ padding: '4px 0 0 24px' }}>
          {children}
        </Flex>
      )}
    </div>
  );
}

interface TemplateProps {
  app: number;
  kind: TemplateKind;
  name: string[];
  isMultiple?: boolean;
}

function Template({ app, kind, name, isMultiple }: TemplateProps) {
  const { t } = useTranslation('process');
  return (
    <Form.Item name={name} label={t('template')} style={{ ...tight, flex: '1 1 200px', minWidth: 0 }}>
      {isMultiple ? <TemplatePicker app={app} kind={kind} isMultiple /> : <TemplatePicker app={app} kind={kind} />}
    </Form.Item>
  );
}
