import { Table, type TableColumnsType, theme, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

import { CopyButton } from '@/components/copy-button';
import { TaskStateText } from '@/components/task-state-text';
import { bitrateText, bytesText, durationText, resolutionText } from '@/lib/format';
import type { SubTask, TaskOutput } from '@/lib/tasks';

const outputsShown = 3;

/** The parts of a task: what each makes, how it went, and what came of it. */
export function SubTaskTable({ app, parts }: { app: number; parts: SubTask[] }) {
  const { t } = useTranslation('tasks');
  const { t: common } = useTranslation();
  const columns: TableColumnsType<SubTask> = [
    {
      title: t('part.makes'),
      key: 'makes',
      width: 170,
      render: (_, part) => (
        <>
          {common(`task.makes.${part.kind}`)} {part.definition !== undefined && <span className="mono">{part.definition}</span>}
        </>
      ),
    },
    { title: t('column.status'), key: 'state', width: 190, render: (_, part) => <PartState part={part} /> },
    {
      title: t('part.outputs'),
      key: 'outputs',
      render: (_, { outputs, state }) => {
        if (outputs.length === 0) return <Typography.Text type="secondary">{t(state === 'failed' ? 'part.noOutput' : 'part.noOutputYet')}</Typography.Text>;
        return (
          <>
            {outputs.slice(0, outputsShown).map((output, at) => (
              <Output key={`${output.url} ${at}`} app={app} output={output} />
            ))}
            {outputs.length > outputsShown && <Typography.Text type="secondary">{t('part.more', { count: outputs.length - outputsShown })}</Typography.Text>}
          </>
        );
      },
    },
  ];
  return (
    <Table
      size="small"
      rowKey={(part) => `${part.kind} ${part.definition ?? ''} ${parts.indexOf(part)}`}
      columns={columns}
      dataSource={parts}
      pagination={false}
      scroll={{ x: 560 }}
      locale={{ emptyText: t('part.none') }}
    />
  );
}

function PartState({ part }: { part: SubTask }) {
  const { token } = theme.useToken();
  const small = { fontSize: token.fontSizeSM, color: token.colorTextSecondary };
  const seconds = part.begun && part.finished ? (Date.parse(part.finished) - Date.parse(part.begun)) / 1000 : undefined;
  return (
    <>
      <TaskStateText state={part.state} />
      {part.state === 'processing' && <div style={small}>{part.percent}%</div>}
      {seconds !== undefined && part.state === 'done' && <div style={small}>{durationText(seconds)}</div>}
      {part.failure && (
        <div style={{ ...small, overflowWrap: 'anywhere' }}>
          <span className="mono">{part.failure.code}</span>
          <div>{part.failure.message}</div>
        </div>
      )}
    </>
  );
}

function Output({ app, output }: { app: number; output: TaskOutput }) {
  const { t } = useTranslation('tasks');
  const { token } = theme.useToken();
  const { url, fileId, name, width, height, sizeBytes, bitrate, durationSeconds, facts } = output;
  const figures = [resolutionText(width, height), bitrateText(bitrate), bytesText(sizeBytes), durationText(durationSeconds)].filter(Boolean);
  const file = url.split('/').at(-1) ?? url;
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      {fileId && (
        <div>
          <Link to={`/apps/${app}/media/${fileId}`}>{name || fileId}</Link> <CopyButton text={fileId} label="FileId" />
        </div>
      )}
      {url && (
        <div>
          <a href={url} target="_blank" rel="noreferrer" className="mono" style={{ fontSize: 12 }} title={url}>
            {file}
          </a>
          <CopyButton text={url} label={t('part.url', { file })} />
        </div>
      )}
      {figures.length > 0 && <div style={{ fontSize: token.fontSizeSM, color: token.colorTextSecondary }}>{figures.join(' · ')}</div>}
      {facts?.map(([label, value]) => (
        <div key={label}>
          {label} <span className="mono">{value}</span>
          <CopyButton text={value} label={label} />
        </div>
      ))}
    </div>
  );
}
