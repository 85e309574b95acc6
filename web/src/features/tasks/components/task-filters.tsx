import { Flex, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';

import { type StatusChoice, statusChoices, type TaskFilters, type TypeChoice, typeChoices } from '../filters';

interface Props {
  filters: TaskFilters;
  onChange: (filters: TaskFilters) => void;
}

export function TaskFilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation('tasks');
  const { t: common } = useTranslation();
  return (
    <Flex gap={8} wrap role="search" aria-label={t('filter.label')} style={{ marginBottom: 16 }}>
      <Select<StatusChoice | ''>
        aria-label={t('filter.status')}
        value={filters.status ?? ''}
        onChange={(status) => onChange({ ...filters, status: status || undefined })}
        options={[{ value: '', label: t('filter.anyStatus') }, ...statusChoices.map((value) => ({ value, label: common(`task.state.${value}`) }))]}
        style={{ width: 160 }}
      />
      <Select<TypeChoice | ''>
        aria-label={t('filter.type')}
        value={filters.type ?? ''}
        onChange={(type) => onChange({ ...filters, type: type || undefined })}
        options={[{ value: '', label: t('filter.anyType') }, ...typeChoices.map((value) => ({ value, label: common(`task.type.${value}`) }))]}
        style={{ width: 200 }}
      />
      <Input.Search
        key={filters.fileId ?? ''}
        allowClear
        aria-label={t('filter.fileId')}
        placeholder={t('filter.fileId')}
        defaultValue={filters.fileId}
        onSearch={(typed) => onChange({ ...filters, fileId: typed.trim() || undefined })}
        style={{ width: 260 }}
      />
    </Flex>
  );
}
