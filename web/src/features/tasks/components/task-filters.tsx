import { Flex, Select } from 'antd';
import { useTranslation } from 'react-i18next';

import { SearchInput } from '@/components/search-input';

import { type StatusChoice, statusChoices, type TaskFilters, type TypeChoice, typeChoices } from '../filters';

interface Props {
  filters: TaskFilters;
  onChange: (filters: TaskFilters) => void;
}

export function TaskFilterBar({ filters, onChange }: Props) {
  const { t } = useTranslation('tasks');
  const { t: common } = useTranslation();
  const search = (typed: string) => {
    const fileId = typed.trim() || undefined;
    if (fileId !== filters.fileId) onChange({ ...filters, fileId });
  };
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
      <SearchInput
        key={filters.fileId ?? ''}
        label={t('filter.fileId')}
        defaultValue={filters.fileId}
        onChange={(typed) => typed === '' && filters.fileId && search('')}
        onBlur={({ target }) => search(target.value)}
        onPressEnter={({ currentTarget }) => search(currentTarget.value)}
        style={{ width: 260 }}
      />
    </Flex>
  );
}
