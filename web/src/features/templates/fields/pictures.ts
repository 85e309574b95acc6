import type { Field, Section, TemplateForm } from './field';
import { labels } from './labels';
import { sizeFields } from './stream';

const format: Field = { path: 'Format', label: 'PictureFormat', input: 'choice', words: ['jpg', 'png', 'webp'], cleared: '' };

const sampling: Section = {
  name: 'sampling',
  fields: [
    { path: 'SampleType', label: 'SampleType', input: 'choice', isRequired: true, words: ['Percent', 'Time'] },
    {
      path: 'SampleInterval',
      label: 'SampleInterval',
      input: 'number',
      unit: '%',
      isRequired: true,
      when: ({ SampleType }) => SampleType === 'Percent',
    },
    {
      path: 'SampleInterval',
      label: 'SampleInterval',
      input: 'number',
      unit: 's',
      isRequired: true,
      when: ({ SampleType }) => SampleType !== 'Percent',
    },
  ],
};

export const snapshotByTimeOffset: TemplateForm = {
  kind: 'SnapshotByTimeOffset',
  sections: [labels, { name: 'picture', fields: [format, ...sizeFields()] }],
  initial: { Format: 'jpg' },
};

export const sampleSnapshot: TemplateForm = {
  kind: 'SampleSnapshot',
  sections: [labels, sampling, { name: 'picture', fields: [format, ...sizeFields()] }],
  initial: { SampleType: 'Percent', SampleInterval: 10, Format: 'jpg' },
};

export const imageSprite: TemplateForm = {
  kind: 'ImageSprite',
  sections: [
    labels,
    sampling,
    {
      name: 'sheet',
      fields: [
        { path: 'RowCount', label: 'RowCount', input: 'number', isRequired: true },
        { path: 'ColumnCount', label: 'ColumnCount', input: 'number', isRequired: true },
        format,
        ...sizeFields('', ['black', 'stretch']),
      ],
    },
  ],
  initial: { SampleType: 'Time', SampleInterval: 10, RowCount: 10, ColumnCount: 10, Width: 160, Height: 0, Format: 'jpg' },
};

export const animatedGraphics: TemplateForm = {
  kind: 'AnimatedGraphics',
  sections: [
    labels,
    {
      name: 'picture',
      fields: [
        { path: 'Format', label: 'PictureFormat', input: 'choice', words: ['gif', 'webp'], cleared: '' },
        { path: 'Fps', label: 'Fps', input: 'number', unit: 'fps', isRequired: true },
        { path: 'Quality', label: 'Quality', input: 'number', when: ({ Format }) => Format === 'webp' },
        ...sizeFields('', []),
      ],
    },
  ],
  initial: { Format: 'gif', Fps: 5, Width: 320, Height: 0 },
};
