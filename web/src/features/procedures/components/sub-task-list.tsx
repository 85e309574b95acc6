import { DeleteOutlined } from '@ant-design/icons';
import { Button, Flex, Form, theme } from 'antd';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';
import { TemplatePicker } from '@/components/template-picker';
import type { MediaProcessTaskInput, WatermarkInput } from '@/lib/wire/types';

import type { SubTask } from '../sub-tasks';
import { SubTaskFields } from './sub-task-fields';
import { WatermarkRows } from './watermark-rows';

type Entry = { PositionType?: string | null; WatermarkSet?: WatermarkInput[] | null };

/** The sub-tasks of one kind: which templates, and with what. */
export function SubTaskList({ app, subTask, input }: { app: number; subTask: SubTask; input: MediaProcessTaskInput }) {
  const { t } = useTranslation('procedures');
  const { token } = theme.useToken();
  const { set, kind, takesWatermarks } = subTask;
  const entries = (input[set] ?? []) as (Entry | undefined)[];
  if (entries.length === 0) return null;
  return (
    <Form.List name={['MediaProcessTask', set]}>
      {(rows, { remove }) => (
        <SectionCard title={t(`set.${set}`)}>
          <Flex vertical gap={12}>
            {rows.map((row, index) => {
              const title = `${t(`set.${set}`)} ${index + 1}`;
              const entry = entries[index] ?? {};
              return (
                <div
                  key={row.key}
                  role="group"
                  aria-label={title}
                  style={index > 0 ? { borderTop: `1px solid ${token.colorBorderSecondary}`, paddingTop: 12 } : undefined}
                >
                  <Flex gap={12} align="start">
                    <Flex gap={12} wrap align="start" flex={1}>
                      <Form.Item
                        name={[row.name, 'Definition']}
                        label={t('field.template')}
                        rules={[{ required: true, message: t('problem.template') }]}
                        style={{ flex: '3 1 200px', marginBottom: 8 }}
                      >
                        <TemplatePicker app={app} kind={kind} />
                      </Form.Item>
                      <SubTaskFields subTask={subTask} name={row.name} entry={entry} />
                    </Flex>
                    <Button
                      type="text"
                      aria-label={`${t('remove')}: ${title}`}
                      icon={<DeleteOutlined aria-hidden />}
                      onClick={() => remove(row.name)}
                      style={{ marginTop: 30 }}
                    />
                  </Flex>
                  {takesWatermarks && (
                    <WatermarkRows
                      app={app}
                      name={[row.name, 'WatermarkSet']}
                      watermarks={entry.WatermarkSet ?? []}
                      hasTimes={set === 'TranscodeTaskSet' || set === 'AdaptiveDynamicStreamingTaskSet'}
                      title={title}
                    />
                  )}
                </div>
              );
            })}
          </Flex>
        </SectionCard>
      )}
    </Form.List>
  );
}
