import type { TemplateKind } from '@/lib/templates';

import { adaptive } from './adaptive';
import type { TemplateForm } from './field';
import { animatedGraphics, imageSprite, sampleSnapshot, snapshotByTimeOffset } from './pictures';
import { transcode } from './transcode';
import { watermark } from './watermark';

/** The form of each kind. */
export const formOf: Record<TemplateKind, TemplateForm> = {
  Transcode: transcode,
  AdaptiveDynamicStreaming: adaptive,
  SnapshotByTimeOffset: snapshotByTimeOffset,
  SampleSnapshot: sampleSnapshot,
  ImageSprite: imageSprite,
  AnimatedGraphics: animatedGraphics,
  Watermark: watermark,
};
export { at, fieldsOf, put, type Field, type FieldList, type Section, type TemplateForm, type Values } from './field';
export { isSoundContainer } from './stream';
