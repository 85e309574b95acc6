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
  /** A new one: with the usual preset, where there is one. */
  initial: object;
}

const stretch = ['StartTimeOffset', 'EndTimeOffset'] as const;

export const subTasks: readonly SubTask[] = [
  { set: 'TranscodeTaskSet', kind: 'Transcode', fields: stretch, takesWatermarks: true, initial: {} },
  { set: 'AdaptiveDynamicStreamingTaskSet', kind: 'AdaptiveDynamicStreaming', fields: [], takesWatermarks: true, initial: { Definition: 10 } },
  {
    set: 'CoverBySnapshotTaskSet',
    kind: 'SnapshotByTimeOffset',
    fields: ['PositionType', 'PositionValue'],
    takesWatermarks: true,
    initial: { Definition: 10, PositionType: 'Percent', PositionValue: 10 },
  },
  {
    set: 'SnapshotByTimeOffsetTaskSet',
    kind: 'SnapshotByTimeOffset',
    fields: ['ExtTimeOffsetSet'],
    takesWatermarks: true,
    initial: { Definition: 10, ExtTimeOffsetSet: [] },
  },
  { set: 'SampleSnapshotTaskSet', kind: 'SampleSnapshot', fields: [], takesWatermarks: true, initial: { Definition: 10 } },
  { set: 'ImageSpriteTaskSet', kind: 'ImageSprite', fields: [], takesWatermarks: false, initial: { Definition: 10 } },
  {
    set: 'AnimatedGraphicTaskSet',
    kind: 'AnimatedGraphics',
    fields: stretch,
    takesWatermarks: false,
    // The API demands both.
    initial: { Definition: 20000, StartTimeOffset: 0, EndTimeOffset: 3 },
  },
];

/** What a task flow makes: which templates, by kind; empty kinds are left out. */
export function contentOf(input: MediaProcessTaskInput | null | undefined): { set: SubTaskSet; definitions: number[] }[] {
  return subTasks
    .map(({ set }) => ({ set, definitions: (input?.[set] ?? []).map(({ Definition }) => Definition) }))
    .filter(({ definitions }) => definitions.length > 0);
}
