import type { DescribeTaskDetailResponse, MediaProcessTaskResult } from '@/lib/wire/types';

import { outputsOf, type TaskOutput } from './task-outputs';

/** What one part of a task makes: the members of MediaProcessTaskResult, and the task types that are no media processing. */
export type SubTaskKind =
  | 'Transcode'
  | 'AnimatedGraphics'
  | 'SnapshotByTimeOffset'
  | 'SampleSnapshot'
  | 'ImageSprite'
  | 'CoverBySnapshot'
  | 'AdaptiveDynamicStreaming'
  | OtherTaskType;
export type OtherTaskType = 'PullUpload' | 'EditMedia' | 'ComposeMedia' | 'SplitMedia' | 'DescribeFileAttributes';

/** One output of a task with its own end; `definition` is that of its template, where it has one. */
export interface SubTask {
  kind: SubTaskKind;
  definition?: number;
  state: 'waiting' | 'processing' | 'done' | 'failed';
  percent: number;
  begun: string;
  finished: string;
  failure?: { code: string; message: string };
  outputs: TaskOutput[];
}

/** What the results of all kinds share. */
interface AnyResult {
  Status?: string | null;
  ErrCode?: number | null;
  ErrCodeExt?: string | null;
  Message?: string | null;
  Progress?: number | null;
  Input?: object | null;
  Output?: object | null;
  BeginProcessTime?: string | null;
  FinishTime?: string | null;
}

const kindOfMember: Record<Exclude<keyof MediaProcessTaskResult, 'Type'>, SubTaskKind> = {
  TranscodeTask: 'Transcode',
  AnimatedGraphicTask: 'AnimatedGraphics',
  SnapshotByTimeOffsetTask: 'SnapshotByTimeOffset',
  SampleSnapshotTask: 'SampleSnapshot',
  ImageSpriteTask: 'ImageSprite',
  CoverBySnapshotTask: 'CoverBySnapshot',
  AdaptiveDynamicStreamingTask: 'AdaptiveDynamicStreaming',
};
type Member = keyof typeof kindOfMember;

function stateOf({ Status, ErrCode, BeginProcessTime }: AnyResult): SubTask['state'] {
  if (Status === 'FAIL' || (ErrCode ?? 0) !== 0) return 'failed';
  if (Status === 'SUCCESS' || Status === 'FINISH') return 'done';
  return Status === 'PROCESSING' && BeginProcessTime !== '' ? 'processing' : 'waiting';
}

// Types without a member for the code begin their message with it: "SourceFileError.Damaged: the file ends early."
function failureOf({ ErrCodeExt, Message }: AnyResult): SubTask['failure'] {
  const text = Message ?? '';
  if (ErrCodeExt) return { code: ErrCodeExt, message: text };
  const match = /^([A-Za-z]+(?:\.[A-Za-z]+)+): ([\s\S]*)$/.exec(text);
  return { code: match?.[1] ?? '', message: match?.[2] ?? text };
}

function subTask(kind: SubTaskKind, result: AnyResult, output: object | null | undefined = result.Output): SubTask {
  const state = stateOf(result);
  const definition = (result.Input as { Definition?: number } | null | undefined)?.Definition;
  return {
    kind,
    definition,
    state,
    percent: state === 'done' ? 100 : (result.Progress ?? 0),
    begun: result.BeginProcessTime ?? '',
    finished: result.FinishTime ?? '',
    failure: state === 'failed' ? failureOf(result) : undefined,
    outputs: state === 'done' && output ? outputsOf(output) : [],
  };
}

/** The parts of a task, in the order in which they were asked for. */
export function subTasksOf(detail: DescribeTaskDetailResponse): SubTask[] {
  const of = { BeginProcessTime: detail.BeginProcessTime, FinishTime: detail.FinishTime };
  if (detail.ProcedureTask) {
    return (detail.ProcedureTask.MediaProcessResultSet ?? []).flatMap((entry) =>
      (Object.keys(kindOfMember) as Member[]).flatMap((member) => {
        const result = entry[member];
        return result ? [subTask(kindOfMember[member], result)] : [];
      }),
    );
  }
  if (detail.PullUploadTask) return [subTask('PullUpload', { ...detail.PullUploadTask, ...of }, detail.PullUploadTask)];
  if (detail.EditMediaTask) return [subTask('EditMedia', { ...detail.EditMediaTask, ...of })];
  if (detail.ComposeMediaTask) return [subTask('ComposeMedia', { ...detail.ComposeMediaTask, ...of })];
  if (detail.DescribeFileAttributesTask) {
    return [subTask('DescribeFileAttributes', { ...detail.DescribeFileAttributesTask, ...of })];
  }
  const split = detail.SplitMediaTask;
  if (!split) return [];
  const segments = split.FileInfoSet ?? [];
  if (segments.length === 0) return [subTask('SplitMedia', { ...split, ...of })];
  return segments.map(({ Output }) => subTask('SplitMedia', { ...split, ...of }, Output));
}
