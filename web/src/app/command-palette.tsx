import { useQuery } from '@tanstack/react-query';
import { Empty, Input, type InputRef, Modal, Typography, theme } from 'antd';
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';

import { call, useSession } from '@/lib/api';
import { applicationsQuery } from '@/lib/applications';

import { type PaletteEntry, matching } from './palette-entries';
import { pagesOf } from './pages-of-app';

const openEvent = 'openvod:palette';
const mediaMax = 8;

/** Opens the palette from anywhere. */
export const openPalette = () => void dispatchEvent(new Event(openEvent));

/** Ctrl+K: goes to a page, an application, or a media by name or FileId. */
export function CommandPalette({ app }: { app: number | undefined }) {
  const [isOpen, setIsOpen] = useState(false);
  useEffect(() => {
    const open = () => setIsOpen(true);
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
      event.preventDefault();
      setIsOpen((was) => !was);
    };
    addEventListener(openEvent, open);
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener(openEvent, open);
      removeEventListener('keydown', onKey);
    };
  }, []);
  const { t } = useTranslation();
  const input = useRef<InputRef>(null);
  return (
    <Modal
      open={isOpen}
      title={t('palette.title')}
      footer={null}
      destroyOnHidden
      onCancel={() => setIsOpen(false)}
      afterOpenChange={(opened) => opened && input.current?.focus()}
    >
      <Palette app={app} inputRef={input} onDone={() => setIsOpen(false)} />
    </Modal>
  );
}

/** The media of the open application that a text finds. */
function useMediaEntries(app: number | undefined, text: string): PaletteEntry[] {
  const session = useSession();
  const { data } = useQuery({
    queryKey: ['palette', app, text],
    enabled: app !== undefined && text.length > 1 && session !== undefined,
    gcTime: 10_000,
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const isId = /^\d{10,}$/.test(text);
      const wanted = isId ? { FileIds: [text] } : { Text: text };
      return (await call('ListMedia', { SubAppId: app, Limit: mediaMax, ...wanted }, { signal })).MediaSet ?? [];
    },
  });
  return (data ?? []).map(({ FileId, Name }) => ({
    key: `media-${FileId}`,
    label: Name ?? '',
    detail: FileId ?? '',
    path: `/apps/${app}/media/${FileId}`,
  }));
}

function useEntries(app: number | undefined, text: string): PaletteEntry[] {
  const { t } = useTranslation();
  const { data: applications } = useQuery(applicationsQuery());
  const media = useMediaEntries(app, text.trim());
  const pages = pagesOf(app).map(({ name, path }) => ({ key: name, label: t(`nav.${name}`), detail: '', path }));
  const apps = (applications ?? []).map(({ SubAppId, Name }) => ({
    key: `app-${SubAppId}`,
    label: Name ?? '',
    detail: String(SubAppId),
    path: `/apps/${SubAppId}/media`,
  }));
  return [...matching([...pages, ...apps], text), ...media];
}

function Palette({ app, inputRef, onDone }: { app: number | undefined; inputRef: RefObject<InputRef | null>; onDone: () => void }) {
  const { t } = useTranslation();
  const { token } = theme.useToken();
  const navigate = useNavigate();
  const list = useId();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const entries = useEntries(app, text);
  const active = Math.min(chosen, entries.length - 1);

  const go = (entry: PaletteEntry | undefined) => {
    if (!entry) return;
    onDone();
    void navigate(entry.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setChosen((active + step + entries.length) % Math.max(1, entries.length));
    } else if (event.key === 'Enter') {
      go(entries[active]);
    }
  };
  return (
    <>
      <Input
        ref={inputRef}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-activedescendant={entries[active] ? `${list}-${active}` : undefined}
        aria-label={t('palette.placeholder')}
        placeholder={t('palette.placeholder')}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={list} aria-label={t('palette.title')} style={{ marginTop: 8, maxHeight: 360, overflow: 'auto' }}>
        {entries.map((entry, index) => (
          <div
            key={entry.key}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === active}
            onClick={() => go(entry)}
            onMouseMove={() => setChosen(index)}
            style={{
              display: 'flex',
              justifyContent: 'space-between',
              gap: 12,
              padding: '6px 12px',
              borderRadius: token.borderRadius,
              cursor: 'pointer',
              background: index === active ? token.controlItemBgActive : undefined,
            }}
          >
            <span>{entry.label}</span>
            <span className="mono">{entry.detail}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('palette.empty')} />}
      <Typography.Text type="secondary">{t('palette.hint')}</Typography.Text>
    </>
  );
}
