import type {
  AdaptiveDynamicStreamingTemplate,
  AnimatedGraphicsTemplate,
  ImageSpriteTemplate,
  SampleSnapshotTemplate,
  SnapshotByTimeOffsetTemplate,
  TranscodeTemplate,
  WatermarkTemplate,
} from '@/lib/wire/types';

/** The kinds of template, by the word that stands in their actions' names, with what describes one. */
export interface TemplateOf {
  Transcode: TranscodeTemplate;
  AdaptiveDynamicStreaming: AdaptiveDynamicStreamingTemplate;
  SnapshotByTimeOffset: SnapshotByTimeOffsetTemplate;
  SampleSnapshot: SampleSnapshotTemplate;
  ImageSprite: ImageSpriteTemplate;
  AnimatedGraphics: AnimatedGraphicsTemplate;
  Watermark: WatermarkTemplate;
}
export type TemplateKind = keyof TemplateOf;

export const templateKinds: TemplateKind[] = [
  'Transcode',
  'AdaptiveDynamicStreaming',
  'SnapshotByTimeOffset',
  'SampleSnapshot',
  'ImageSprite',
  'AnimatedGraphics',
  'Watermark',
];

/** A template of any kind, with what all have in one shape; `settings` is what the API told. */
export interface TemplateRow<K extends TemplateKind = TemplateKind> {
  kind: K;
  definition: number;
  name: string;
  comment: string;
  isPreset: boolean;
  updatedAt: string;
  settings: TemplateOf[K];
}

export function rowOf<K extends TemplateKind>(kind: K, settings: TemplateOf[K]): TemplateRow<K> {
  return {
    kind,
    definition: Number(settings.Definition),
    name: settings.Name ?? '',
    comment: settings.Comment ?? '',
    // The Type of a watermark says what is drawn; there are no presets of watermarks.
    isPreset: kind !== 'Watermark' && settings.Type === 'Preset',
    updatedAt: settings.UpdateTime ?? '',
    settings,
  };
}
