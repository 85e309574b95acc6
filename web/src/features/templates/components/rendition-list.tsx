import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, DownOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Card, Flex, Form, theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';

import { SectionCard } from '@/components/section-card';
import { renditionText } from '@/lib/templates';
import type { AdaptiveStreamTemplate } from '@/lib/wire/types';

import { at, type FieldList, type Values } from '../fields';
import type { Rules } from '../rules';
import { FormSection } from './form-section';

/** Which entries show their settings, by their keys in the form. */
export type Opened = ReadonlySet<number> | 'all';

interface Props {
  list: FieldList;
  values: Values;
  rules: Rules;
  opened: Opened;
  onOpened: (opened: Opened) => void;
}

/** The renditions of an adaptive stream: added, removed, moved; each with the settings of a stream. */
export function RenditionList({ list, values, rules, opened, onOpened }: Props) {
  const { t } = useTranslation(['templates', 'common']);
  const { t: common } = useTranslation();
  const { token } = theme.useToken();
  const entries = (at(values, list.path) as (Values | undefined)[] | undefined) ?? [];
  return (
    <SectionCard title={t('section.renditions')}>
      <Form.List
        name={list.path}
        rules={[
          { validator: async (_, rows?: unknown[]) => (rows?.length ? undefined : Promise.reject(new Error(t('rendition.none')))) },
        ]}
      >
        {(rows, { add, remove, move }, { errors }) => {
          const isOpen = (key: number) => opened === 'all' || opened.has(key);
          const toggle = (key: number) => {
            const keys = new Set(opened === 'all' ? rows.map((row) => row.key) : opened);
            if (!keys.delete(key)) keys.add(key);
            onOpened(keys);
          };
          return (
            <Flex vertical gap={12}>
              <Typography.Text type="secondary">{t('rendition.fps')}</Typography.Text>
              {rows.map(({ key, name }, index) => {
                const entry = entries[index] ?? {};
                const number = index + 1;
                const title = t('rendition.title', { number });
                return (
                  <Card key={key} size="small" role="group" aria-label={title}>
                    <Flex gap={8} align="center">
                      <Button
                        type="text"
                        size="small"
                        aria-expanded={isOpen(key)}
                        aria-label={`${title}: ${t(isOpen(key) ? 'rendition.hide' : 'rendition.show')}`}
                        icon={isOpen(key) ? <DownOutlined aria-hidden /> : <RightOutlined aria-hidden />}
                        onClick={() => toggle(key)}
                      />
                      <div style={{ flex: 1, minWidth: 0 }}>
                        <strong>{title}</strong>{' '}
                        <Typography.Text type="secondary">
                          {renditionText(entry as unknown as Partial<AdaptiveStreamTemplate>, common)}
                        </Typography.Text>
                      </div>
                      <Button
                        type="text"
                        size="small"
                        aria-label={t('rendition.up', { number })}
                        icon={<ArrowUpOutlined aria-hidden />}
                        disabled={index === 0}
                        onClick={() => move(index, index - 1)}
                      />
                      <Button
                        type="text"
                        size="small"
                        aria-label={t('rendition.down', { number })}
                        icon={<ArrowDownOutlined aria-hidden />}
                        disabled={index === rows.length - 1}
                        onClick={() => move(index, index + 1)}
                      />
                      <Button
                        type="text"
                        size="small"
                        aria-label={t('rendition.remove', { number })}
                        icon={<DeleteOutlined aria-hidden />}
                        onClick={() => remove(name)}
                      />
                    </Flex>
                    {isOpen(key) && (
                      <Flex vertical gap={8} style={{ marginTop: 12, paddingTop: 12, borderTop: `1px solid ${token.colorBorderSecondary}` }}>
                        {list.sections.map((section) => (
                          <FormSection
                            key={section.name}
                            isPlain
                            section={section}
                            place={{ list: list.path, values, entry }}
                            rules={rules}
                            prefix={[name]}
                            isEdit={false}
                          />
                        ))}
                      </Flex>
                    )}
                  </Card>
                );
              })}
              <div>
                <Button
                  icon={<PlusOutlined aria-hidden />}
                  disabled={rows.length >= list.most}
                  title={rows.length >= list.most ? t('rendition.full', { most: list.most }) : undefined}
                  onClick={() => add(structuredClone(entries.at(-1) ?? list.initial))}
                >
                  {t('rendition.add')}
                </Button>
              </div>
              <div aria-live="polite">
                <Form.ErrorList errors={errors} />
              </div>
            </Flex>
          );
        }}
      </Form.List>
    </SectionCard>
  );
}
