import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Form, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

import { TemplatePicker } from '@/components/template-picker';
import { templatesQuery } from '@/lib/templates';
import type { WatermarkInput } from '@/lib/wire/types';

const watermarksMax = 10;

interface Props {
  app: number;
  /** In the list of sub-tasks: [2, "WatermarkSet"]. */
  name: (string | number)[];
  watermarks: (WatermarkInput | undefined)[];
  /** Snapshots are one moment: the times of their watermarks don't count. */
  hasTimes: boolean;
  /** Of the sub-task. */
  title: string;
}

/** The watermarks of a sub-task, each with what its kind needs: a text, an SVG, the time that it is shown. */
export function WatermarkRows({ app, name, watermarks, hasTimes, title }: Props) {
  const { t } = useTranslation('procedures');
  const { data: templates } = useQuery(templatesQuery(app, 'Watermark'));
  const kindOf = (definition: number | undefined) =>
    templates?.find((row) => row.definition === definition)?.settings.Type ?? 'image';
  return (
    <Form.List name={name}>
      {(rows, { add, remove }) => (
        <Flex vertical gap={8}>
          {rows.map((row, index) => {
            const kind = kindOf(watermarks[index]?.Definition);
            const label = `${title}: ${t('watermark.title', { number: index + 1 })}`;
            return (
              <Flex key={row.key} gap={12} wrap align="start" role="group" aria-label={label}>
                <Form.Item
                  name={[row.name, 'Definition']}
                  label={t('watermark.title', { number: index + 1 })}
                  rules={[{ required: true, message: t('problem.template') }]}
                  style={{ flex: '1 1 200px', marginBottom: 8 }}
                >
                  <TemplatePicker app={app} kind="Watermark" />
                </Form.Item>
                {kind === 'text' && (
                  <Form.Item
                    name={[row.name, 'TextContent']}
                    label={t('watermark.text')}
                    rules={[{ required: true, message: t('problem.missing') }, { max: 100, message: t('problem.textLong') }]}
                    style={{ flex: '1 1 180px', marginBottom: 8 }}
                  >
                    <Input />
                  </Form.Item>
                )}
                {kind === 'svg' && (
                  <Form.Item
                    name={[row.name, 'SvgContent']}
                    label={t('watermark.svg')}
                    rules={[{ required: true, message: t('problem.missing') }]}
                    style={{ flex: '1 1 220px', marginBottom: 8 }}
                  >
                    <Input.TextArea rows={2} className="mono" />
                  </Form.Item>
                )}
                {hasTimes && (
                  <>
                    <Form.Item name={[row.name, 'StartTimeOffset']} label={t('field.from')} style={{ width: 110, marginBottom: 8 }}>
                      <InputNumber suffix="s" style={{ width: '100%' }} />
                    </Form.Item>
                    <Form.Item name={[row.name, 'EndTimeOffset']} label={t('field.to')} style={{ width: 110, marginBottom: 8 }}>
                      <InputNumber suffix="s" style={{ width: '100%' }} />
                    </Form.Item>
                  </>
                )}
                <Button
                  type="text"
                  aria-label={`${t('remove')}: ${label}`}
                  icon={<DeleteOutlined aria-hidden />}
                  onClick={() => remove(row.name)}
                  style={{ marginTop: 30 }}
                />
              </Flex>
            );
          })}
          {rows.length < watermarksMax && (
            <div>
              <Button size="small" icon={<PlusOutlined aria-hidden />} aria-label={`${t('watermark.add')}: ${title}`} onClick={() => add({})}>
                {t('watermark.add')}
              </Button>
            </div>
          )}
        </Flex>
      )}
    </Form.List>
  );
}
