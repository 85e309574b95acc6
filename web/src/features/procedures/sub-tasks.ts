import type { TemplateKind } from '@/lib/templates';
import type { MediaProcessTaskInput } from '@/lib/wire/types';

export type SubTaskSet = keyof MediaProcessTaskInput;

export type SubTaskField = 'StartTimeOffset' | 'EndTimeOffset' | 'PositionType' | 'PositionValue' | 'ExtTimeOffsetSet';

/** A kind of sub-task: one row of the editor's table. */
export interface SubTask {
  set: SubTaskSet;
  /** Of its templates. */
  kind: TemplateKind;
  fields: readonly SubTaskField[];
  takesWatermarks: boolean;
  /** A new one, but for the template. */
  initial: object;
}

const stretch = ['StartTimeOffset', 'EndTimeOffset'] as const;

export const subTasks: readonly SubTask[] = [
  { set: 'TranscodeTaskSet', kind: 'Transcode', fields: stretch, takesWatermarks: true, initial: {} },
  { set: 'AdaptiveDynamicStreamingTaskSet', kind: 'AdaptiveDynamicStreaming', fields: [], takesWatermarks: false, initial: {} },
  {
    set: 'CoverBySnapshotTaskSet',
    kind: 'SnapshotByTimeOffset',
    fields: ['PositionType', 'PositionValue'],
    takesWatermarks: true,
    initial: { PositionType: 'Percent', PositionValue: 10 },
  },
  {
    set: 'SnapshotByTimeOffsetTaskSet',
    kind: 'SnapshotByTimeOffset',
    fields: ['ExtTimeOffsetSet'],
    takesWatermarks: true,
    initial: { ExtTimeOffsetSet: [] },
  },
  { set: 'SampleSnapshotTaskSet', kind: 'SampleSnapshot', fields: [], takesWatermarks: true, initial: {} },
  { set: 'ImageSpriteTaskSet', kind: 'ImageSprite', fields: [], takesWatermarks: false, initial: {} },
  {
    set: 'AnimatedGraphicTaskSet',
    kind: 'AnimatedGraphics',
    fields: stretch,
    takesWatermarks: false,
    // The API demands both.
    initial: { StartTimeOffset: 0, EndTimeOffset: 3 },
  },
];

/** What a task flow makes: which templates, by kind; empty kinds are left out. */
export function contentOf(input: MediaProcessTaskInput | null | undefined): { set: SubTaskSet; definitions: number[] }[] {
  return subTasks
    .map(({ set }) => ({ set, definitions: (input?.[set] ?? []).map(({ Definition }) => Definition) }))
    .filter(({ definitions }) => definitions.length > 0);
}
