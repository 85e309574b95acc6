import type {
  MediaProcessTaskInput,
  ProcessMediaByProcedureRequest,
  ProcessMediaRequest,
  WatermarkInput,
} from '@/lib/wire/types';
import type { WirePath } from '@/lib/field-errors';

type Figure = number | null | undefined;

/** What the form holds: what is to be made of a media, and how. */
export interface Wishes {
  by: 'outputs' | 'procedure';
  procedure?: string;
  transcodes: number[];
  cover: { wanted: boolean; definition: Figure; by: 'Percent' | 'Time'; value: Figure };
  sprite: { wanted: boolean; definition: Figure };
  samples: { wanted: boolean; definition: Figure };
  snapshots: { wanted: boolean; definition: Figure; times: string[] };
  animated: { wanted: boolean; definition: Figure; start: Figure; end: Figure };
  adaptive: { wanted: boolean; definitions: number[] };
  /** Of all transcodes. */
  clip: { start: Figure; end: Figure };
  /** Drawn on all outputs that can have one. */
  watermarks: number[];
  priority: Figure;
  notify: 'Finish' | 'Change' | 'None';
  sessionContext?: string;
  sessionId?: string;
}

/** 360 and 540 lines as MP4: what a first try is to make. */
export const firstTranscodes = [100010, 100020];

export const firstWishes = (transcodes: number[] = firstTranscodes): Wishes => ({
  by: 'outputs',
  transcodes,
  cover: { wanted: false, definition: 10, by: 'Percent', value: 10 },
  sprite: { wanted: false, definition: 10 },
  samples: { wanted: false, definition: 10 },
  snapshots: { wanted: false, definition: 10, times: ['1s', '50%'] },
  animated: { wanted: false, definition: 20000, start: 0, end: 3 },
  adaptive: { wanted: false, definitions: [10] },
  clip: { start: null, end: null },
  watermarks: [],
  priority: 0,
  notify: 'Finish',
});

/** "3.5" is 3.5 s. */
export const timeOffset = (typed: string) => (/^\d+(\.\d+)?$/.test(typed.trim()) ? `${typed.trim()}s` : typed.trim());

function outputsOf(wishes: Wishes): MediaProcessTaskInput {
  const { cover, sprite, samples, snapshots, animated, adaptive, clip } = wishes;
  const marks: WatermarkInput[] | undefined = wishes.watermarks.length
    ? wishes.watermarks.map((Definition) => ({ Definition }))
    : undefined;
  const some = <T>(list: T[]) => (list.length > 0 ? list : undefined);
  return {
    TranscodeTaskSet: some(
      wishes.transcodes.map((Definition) => ({
        Definition,
        WatermarkSet: marks,
        StartTimeOffset: clip.start ?? undefined,
        EndTimeOffset: clip.end ?? undefined,
      })),
    ),
    AdaptiveDynamicStreamingTaskSet: adaptive.wanted
      ? some(adaptive.definitions.map((Definition) => ({ Definition, WatermarkSet: marks })))
      : undefined,
    CoverBySnapshotTaskSet:
      cover.wanted && cover.definition != null
        ? [{ Definition: cover.definition, PositionType: cover.by, PositionValue: cover.value ?? 0, WatermarkSet: marks }]
        : undefined,
    ImageSpriteTaskSet: sprite.wanted && sprite.definition != null ? [{ Definition: sprite.definition }] : undefined,
    SampleSnapshotTaskSet:
      samples.wanted && samples.definition != null ? [{ Definition: samples.definition, WatermarkSet: marks }] : undefined,
    SnapshotByTimeOffsetTaskSet:
      snapshots.wanted && snapshots.definition != null
        ? [{ Definition: snapshots.definition, ExtTimeOffsetSet: snapshots.times.map(timeOffset), WatermarkSet: marks }]
        : undefined,
    AnimatedGraphicTaskSet:
      animated.wanted && animated.definition != null
        ? [{ Definition: animated.definition, StartTimeOffset: animated.start ?? 0, EndTimeOffset: animated.end ?? 0 }]
        : undefined,
  };
}

const waysOf = (wishes: Wishes) => ({
  TasksPriority: wishes.priority || undefined,
  TasksNotifyMode: wishes.notify === 'Finish' ? undefined : wishes.notify,
  SessionContext: wishes.sessionContext || undefined,
  SessionId: wishes.sessionId || undefined,
});

export const processMediaRequest = (app: number, fileId: string, wishes: Wishes): ProcessMediaRequest => ({
  FileId: fileId,
  SubAppId: app,
  MediaProcessTask: outputsOf(wishes),
  ...waysOf(wishes),
});

export const byProcedureRequest = (app: number, fileId: string, wishes: Wishes): ProcessMediaByProcedureRequest => ({
  FileId: fileId,
  SubAppId: app,
  ProcedureName: wishes.procedure ?? '',
  ...waysOf(wishes),
});

export interface OutputCount {
  kind: 'Transcode' | 'AdaptiveDynamicStreaming' | 'CoverBySnapshot' | 'ImageSprite' | 'SampleSnapshot' | 'SnapshotByTimeOffset' | 'AnimatedGraphics';
  count: number;
}

/** How many outputs of which kind the wishes ask for; an empty list can't be started. */
export function outputCounts(wishes: Wishes): OutputCount[] {
  const outputs = outputsOf(wishes);
  const counts: OutputCount[] = [
    { kind: 'Transcode', count: outputs.TranscodeTaskSet?.length ?? 0 },
    { kind: 'AdaptiveDynamicStreaming', count: outputs.AdaptiveDynamicStreamingTaskSet?.length ?? 0 },
    { kind: 'CoverBySnapshot', count: outputs.CoverBySnapshotTaskSet?.length ?? 0 },
    { kind: 'ImageSprite', count: outputs.ImageSpriteTaskSet?.length ?? 0 },
    { kind: 'SampleSnapshot', count: outputs.SampleSnapshotTaskSet?.length ?? 0 },
    { kind: 'SnapshotByTimeOffset', count: outputs.SnapshotByTimeOffsetTaskSet?.length ?? 0 },
    { kind: 'AnimatedGraphics', count: outputs.AnimatedGraphicTaskSet?.length ?? 0 },
  ];
  return counts.filter(({ count }) => count > 0);
}

type Field = (string | number)[];

// Members of a sub-task that have a field of their own; what has none is shown at the choice of the template.
const fieldsOfSets: Record<string, Record<string, Field> & { Definition: Field }> = {
  TranscodeTaskSet: {
    Definition: ['transcodes'],
    StartTimeOffset: ['clip', 'start'],
    EndTimeOffset: ['clip', 'end'],
  },
  CoverBySnapshotTaskSet: {
    Definition: ['cover', 'definition'],
    PositionType: ['cover', 'value'],
    PositionValue: ['cover', 'value'],
  },
  ImageSpriteTaskSet: { Definition: ['sprite', 'definition'] },
  SampleSnapshotTaskSet: { Definition: ['samples', 'definition'] },
  SnapshotByTimeOffsetTaskSet: {
    Definition: ['snapshots', 'definition'],
    ExtTimeOffsetSet: ['snapshots', 'times'],
  },
  AnimatedGraphicTaskSet: {
    Definition: ['animated', 'definition'],
    StartTimeOffset: ['animated', 'start'],
    EndTimeOffset: ['animated', 'end'],
  },
  AdaptiveDynamicStreamingTaskSet: { Definition: ['adaptive', 'definitions'] },
};

const fieldsOfRequest: Record<string, Field> = {
  ProcedureName: ['procedure'],
  TasksPriority: ['priority'],
  TasksNotifyMode: ['notify'],
  SessionContext: ['sessionContext'],
  SessionId: ['sessionId'],
};

/** The form's field for a member that the server blames. */
export function fieldOfWire([member, set, , name]: WirePath): Field {
  if (member !== 'MediaProcessTask') return fieldsOfRequest[String(member)] ?? [];
  if (set === undefined) return ['transcodes'];
  if (name === 'WatermarkSet') return ['watermarks'];
  const fields = fieldsOfSets[String(set)];
  return fields ? (fields[String(name)] ?? fields.Definition) : [];
}
