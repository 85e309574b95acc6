import type { EventContent, EventSummary, MediaProcessTaskResult } from '@/lib/wire/types';

/** What a row says of an event's content. */
export interface ContentView {
  /** The name of the media, where the content has it. */
  name: string;
  /** Of a procedure: how many of its parts succeeded and failed. */
  made: number;
  failed: number;
  /** The task's or procedure's own message of a failure. */
  message: string;
  fileIds: string[];
}

type TaskPart = { Status?: string | null } | null | undefined;

function partsOf(result: MediaProcessTaskResult): TaskPart[] {
  return Object.entries(result)
    .filter(([member, value]) => member.endsWith('Task') && value !== null && typeof value === 'object')
    .map(([, value]) => value as TaskPart);
}

function ofProcedure(task: NonNullable<EventContent['ProcedureStateChangeEvent']>): Pick<ContentView, 'made' | 'failed' | 'message'> {
  const parts = (task.MediaProcessResultSet ?? []).flatMap(partsOf);
  return {
    made: parts.filter((part) => part?.Status === 'SUCCESS').length,
    failed: parts.filter((part) => part?.Status === 'FAIL').length,
    message: task.ErrCode ? (task.Message ?? '') : '',
  };
}

export function contentOf(event: EventSummary): ContentView {
  const content = (event.Content ?? {}) as EventContent;
  const view: ContentView = { name: '', made: 0, failed: 0, message: '', fileIds: event.FileId ? [event.FileId] : [] };
  if (content.FileUploadEvent) return { ...view, name: content.FileUploadEvent.MediaBasicInfo?.Name ?? '' };
  if (content.ProcedureStateChangeEvent) {
    const task = content.ProcedureStateChangeEvent;
    return { ...view, name: task.FileName ?? '', ...ofProcedure(task) };
  }
  if (content.PullCompleteEvent) {
    const pull = content.PullCompleteEvent;
    const message = pull.ErrCode ? (pull.Message ?? '') : '';
    return { ...view, name: pull.MediaBasicInfo?.Name ?? '', message };
  }
  if (content.FileDeleteEvent) return { ...view, fileIds: content.FileDeleteEvent.FileIdSet ?? view.fileIds };
  return view;
}
