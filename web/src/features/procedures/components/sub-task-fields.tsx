import { Form, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';

import { isTimeOffset, timeOffset } from '../request';
import type { SubTask } from '../sub-tasks';

interface Props {
  subTask: SubTask;
  /** Of the row in its list. */
  name: number;
  /** What the row holds. */
  entry: { PositionType?: string | null };
}

/** What a sub-task needs beside its template: a stretch of the media, a position, times. */
export function SubTaskFields({ subTask, name, entry }: Props) {
  const { t } = useTranslation('procedures');
  const isRequired = subTask.set === 'AnimatedGraphicTaskSet';
  const rules = [{ required: isRequired, message: t('problem.missing') }];
  const style = { flex: '1 1 110px', maxWidth: 160, marginBottom: 8 };
  return subTask.fields.map((field) => {
    switch (field) {
      case 'StartTimeOffset':
      case 'EndTimeOffset':
        return (
          <Form.Item
            key={field}
            name={[name, field]}
            label={t(field === 'StartTimeOffset' ? 'field.start' : 'field.end')}
            extra={t(field === 'StartTimeOffset' ? 'help.start' : 'help.end')}
            rules={rules}
            style={style}
          >
            <InputNumber suffix="s" style={{ width: '100%' }} />
          </Form.Item>
        );
      case 'PositionType':
        return (
          <Form.Item key={field} name={[name, field]} label={t('field.positionType')} style={style}>
            <Select
              options={(['Percent', 'Time'] as const).map((value) => ({ value, label: t(`position.${value}`) }))}
              style={{ width: '100%' }}
            />
          </Form.Item>
        );
      case 'PositionValue':
        return (
          <Form.Item
            key={field}
            name={[name, field]}
            label={t('field.positionValue')}
            rules={[
              { required: true, message: t('problem.missing') },
              entry.PositionType === 'Time'
                ? { type: 'number', min: 0, message: t('problem.seconds') }
                : { type: 'number', min: 0, max: 100, message: t('problem.percent') },
            ]}
            style={style}
          >
            <InputNumber suffix={entry.PositionType === 'Time' ? 's' : '%'} style={{ width: '100%' }} />
          </Form.Item>
        );
      case 'ExtTimeOffsetSet':
        return (
          <Form.Item
            key={field}
            name={[name, field]}
            label={t('field.times')}
            extra={t('help.times')}
            normalize={(times: string[]) => times.map(timeOffset)}
            rules={[
              {
                validator: (_, times: string[] | undefined) =>
                  times?.length && times.every(isTimeOffset)
                    ? Promise.resolve()
                    : Promise.reject(new Error(t('problem.times'))),
              },
            ]}
            style={{ flex: '1 1 220px', marginBottom: 8 }}
          >
            <Select mode="tags" open={false} suffixIcon={null} tokenSeparators={[',', ' ']} style={{ width: '100%' }} />
          </Form.Item>
        );
    }
  });
}
