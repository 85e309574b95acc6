import { useQuery } from '@tanstack/react-query';
import { Form, TreeSelect } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import type { MediaClassInfo } from '@/lib/wire/types';

import { listClassesQuery } from '../api/list-classes';

interface Props {
  app: number;
  /** Nothing is "Other". */
  value: number | undefined;
  onChange: (classId: number | undefined) => void;
}

interface Node {
  value: number;
  title: string;
  children: Node[];
}

/** The class that the media goes into; there is nothing to ask while the application has none of its own. */
export function CategoryChoice({ app, value, onChange }: Props) {
  const { t } = useTranslation('uploads');
  const id = useId();
  const { data } = useQuery(listClassesQuery(app));
  const tree = treeOf(data ?? []);
  if (tree.length === 0) return null;
  return (
    <Form.Item label={t('category.label')} htmlFor={id}>
      <TreeSelect<number>
        id={id}
        value={value}
        allowClear
        treeDefaultExpandAll
        placeholder={t('category.none')}
        treeData={tree}
        onChange={(chosen: number | undefined) => onChange(chosen)}
      />
    </Form.Item>
  );
}

/** Classes are told flat, with their parent's id; 0 is "Other", which is where a media without a class is. */
export function treeOf(classes: MediaClassInfo[]): Node[] {
  const own = classes.filter(({ ClassId }) => ClassId > 0);
  const nodes = new Map(own.map(({ ClassId, ClassName }) => [ClassId, { value: ClassId, title: ClassName, children: [] as Node[] }]));
  const roots: Node[] = [];
  for (const { ClassId, ParentId } of own) {
    const node = nodes.get(ClassId);
    if (node) (nodes.get(ParentId)?.children ?? roots).push(node);
  }
  return roots;
}
