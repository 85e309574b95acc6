import { EditOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App, Button, Input, Tooltip, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiCall } from '@/components/api-call';
import { ErrorNotice } from '@/components/error-notice';
import { useSignedIn } from '@/lib/api';

import { mediaQuery } from '../api/describe-media';
import { modifyMedia } from '../api/modify-media';

interface Props {
  app: number;
  fileId: string;
  name: string;
  headingId: string;
}

const nameCharactersMax = 64;

/** The media's name as the heading, to be changed where it stands. */
export function MediaName({ app, fileId, name, headingId }: Props) {
  const { t } = useTranslation('quick-view');
  const { t: common } = useTranslation();
  const { isReadOnly } = useSignedIn();
  const { message } = App.useApp();
  const client = useQueryClient();
  const [draft, setDraft] = useState<string>();
  const button = useRef<HTMLButtonElement>(null);
  const request = { FileId: fileId, SubAppId: app, Name: draft?.trim() ?? '' };
  const save = useMutation({
    mutationFn: () => modifyMedia(request),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: mediaQuery(app, fileId).queryKey, exact: true });
      void message.success(t('saved'));
      end();
    },
  });
  function end() {
    setDraft(undefined);
    save.reset();
    setTimeout(() => button.current?.focus());
  }

  const shown = name || t('unnamed');
  const rename = isReadOnly ? t('readOnly') : t('rename.title');
  return (
    <div className="qv-name">
      <Typography.Title
        id={headingId}
        level={2}
        tabIndex={-1}
        title={shown}
        ellipsis
        style={{ margin: 0, fontSize: 18 }}
        className={draft === undefined ? undefined : 'visually-hidden'}
      >
        {shown}
      </Typography.Title>
      {draft === undefined ? (
        <Tooltip title={rename}>
          <Button
            ref={button}
            type="text"
            size="small"
            icon={<EditOutlined aria-hidden />}
            aria-label={rename}
            disabled={isReadOnly}
            onClick={() => setDraft(name)}
          />
        </Tooltip>
      ) : (
        <form
          className="qv-rename"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            end();
          }}
        >
          <div className="qv-row">
            <Input
              autoFocus
              aria-label={t('field.name')}
              value={draft}
              maxLength={nameCharactersMax}
              onChange={(event) => setDraft(event.target.value)}
              style={{ flex: 1, minWidth: 180 }}
            />
            <Button type="primary" htmlType="submit" loading={save.isPending} disabled={!draft.trim() || draft === name}>
              {common('action.save')}
            </Button>
            <Button onClick={end}>{common('action.cancel')}</Button>
          </div>
          {save.error && <ErrorNotice error={save.error} />}
          <ApiCall action="ModifyMediaInfo" request={request} />
        </form>
      )}
    </div>
  );
}
