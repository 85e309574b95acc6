import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

import { ClearIcon } from '@/components/clear-icon';
import { eventTypes } from '@/lib/event-types';
import type { EventFilter } from '@/lib/wire/types';

import { eventStates, isUnfiltered } from '../logic/event-filter';

interface Props {
  filter: EventFilter;
  onChange: (filter: EventFilter) => void;
}

const textFields = [
  { member: 'FileId', word: 'filter.file' },
  { member: 'TaskId', word: 'filter.task' },
] as const;

/** What of the log is shown; the address keeps it. */
export function EventFilters({ filter, onChange }: Props) {
  const { t } = useTranslation(['events', 'common']);
  const change = (part: EventFilter) => onChange({ ...filter, ...part });
  const typed = (member: 'FileId' | 'TaskId', text: string) => {
    if (text.trim() !== (filter[member] ?? '')) change({ [member]: text.trim() || undefined });
  };
  const test = filter.IsTest == null ? '' : filter.IsTest ? 'yes' : 'no';
  const isoOf = (time: dayjs.Dayjs | null | undefined) => time?.toDate().toISOString().replace(/\.\d+Z$/, 'Z');
  return (
    <div role="search" aria-label={t('filter.title')} style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        maxTagPlaceholder={(hidden) => `+${hidden.length}`}
        aria-label={t('filter.states')}
        placeholder={t('filter.states')}
        style={{ width: 150 }}
        value={filter.States ?? []}
        onChange={(States: string[]) => change({ States: States.length > 0 ? States : undefined })}
        options={eventStates.map((value) => ({ value, label: t(`stateName.${value}`) }))}
      />
      <Select
        mode="multiple"
        allowClear
        maxTagCount="responsive"
        maxTagPlaceholder={(hidden) => `+${hidden.length}`}
        aria-label={t('filter.types')}
        placeholder={t('filter.types')}
        style={{ width: 170 }}
        popupMatchSelectWidth={false}
        value={filter.EventTypes ?? []}
        onChange={(EventTypes: string[]) => change({ EventTypes: EventTypes.length > 0 ? EventTypes : undefined })}
        options={eventTypes.map(({ name }) => ({ value: name, label: `${t(`common:eventType.${name}`)} (${name})` }))}
      />
      {textFields.map(({ member, word }) => (
        <Input
          key={`${member} ${filter[member] ?? ''}`}
          allowClear={{ clearIcon: <ClearIcon /> }}
          aria-label={t(word)}
          placeholder={t(word)}
          defaultValue={filter[member] ?? ''}
          style={{ width: 150 }}
          onChange={(event) => event.target.value === '' && filter[member] && change({ [member]: undefined })}
          onBlur={(event) => typed(member, event.target.value)}
          onPressEnter={(event) => typed(member, event.currentTarget.value)}
        />
      ))}
      <DatePicker.RangePicker
        showTime
        allowEmpty={[true, true]}
        style={{ width: 340 }}
        placeholder={[t('filter.from'), t('filter.until')]}
        value={[filter.StartTime ? dayjs(filter.StartTime) : null, filter.EndTime ? dayjs(filter.EndTime) : null]}
        presets={[
          { label: t('filter.lastMinutes', { count: 15 }), value: () => [dayjs().subtract(15, 'minute'), null] },
          { label: t('filter.lastHours', { count: 2 }), value: () => [dayjs().subtract(2, 'hour'), null] },
          { label: t('filter.lastHours', { count: 24 }), value: () => [dayjs().subtract(24, 'hour'), null] },
        ]}
        onChange={(times) => change({ StartTime: isoOf(times?.[0]), EndTime: isoOf(times?.[1]) })}
      />
      <Select
        aria-label={t('filter.tests')}
        style={{ width: 170 }}
        value={test}
        onChange={(value) => change({ IsTest: value === '' ? undefined : value === 'yes' })}
        options={[
          { value: '', label: t('filter.testsToo') },
          { value: 'yes', label: t('filter.testsOnly') },
          { value: 'no', label: t('filter.testsNot') },
        ]}
      />
      <ReasonFilter value={filter.ParkedReason ?? ''} onChange={(ParkedReason) => change({ ParkedReason })} />
      {!isUnfiltered(filter) && (
        <Button type="link" onClick={() => onChange({})}>
          {t('filter.reset')}
        </Button>
      )}
    </div>
  );
}

const reasons = ['retries_used_up', 'gone', 'url_removed', 'deliveries_used_up', 'operator'] as const;

function ReasonFilter({ value, onChange }: { value: string; onChange: (reason: string | undefined) => void }) {
  const { t } = useTranslation('events');
  const known = reasons.map((reason) => ({ value: reason as string, label: t(`reason.${reason}`) }));
  // Somebody's own reason comes by the address, or by the link in an event.
  const options = value && !known.some((option) => option.value === value) ? [...known, { value, label: value }] : known;
  return (
    <Select
      allowClear
      aria-label={t('filter.reason')}
      placeholder={t('filter.reason')}
      style={{ width: 220 }}
      popupMatchSelectWidth={false}
      value={value || undefined}
      onChange={(reason?: string) => onChange(reason)}
      options={options}
    />
  );
}
