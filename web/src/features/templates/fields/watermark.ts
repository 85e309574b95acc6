import type { TemplateForm, Values } from './field';
import { labels } from './labels';

const percentOrPx = ['%', 'px'];
const svgUnits = ['W%', 'H%', 'S%', 'L%', '%', 'px'];
const typeIs = (word: string) => (values: Values) => values.Type === word;

export const watermark: TemplateForm = {
  kind: 'Watermark',
  sections: [
    labels,
    {
      name: 'place',
      fields: [
        { path: 'Type', label: 'WatermarkType', input: 'choice', isRequired: true, words: ['image', 'text', 'svg'], isFixed: true },
        {
          path: 'CoordinateOrigin',
          label: 'CoordinateOrigin',
          input: 'choice',
          words: ['TopLeft', 'TopRight', 'BottomLeft', 'BottomRight'],
          cleared: '',
        },
        { path: 'XPos', label: 'XPos', input: 'length', lengthUnits: percentOrPx, cleared: '' },
        { path: 'YPos', label: 'YPos', input: 'length', lengthUnits: percentOrPx, cleared: '' },
      ],
    },
    {
      name: 'image',
      when: typeIs('image'),
      fields: [
        { path: 'ImageTemplate.ImageContent', label: 'ImageContent', input: 'image', isRequired: true },
        { path: 'ImageTemplate.Width', label: 'Width', input: 'length', lengthUnits: percentOrPx, cleared: '' },
        { path: 'ImageTemplate.Height', label: 'Height', input: 'length', lengthUnits: percentOrPx, zero: 'byShape', cleared: '' },
        { path: 'ImageTemplate.Transparency', label: 'Transparency', input: 'number', unit: '%', zero: 'solid', cleared: 0 },
        {
          path: 'ImageTemplate.RepeatType',
          label: 'RepeatType',
          input: 'choice',
          words: ['repeat', 'once', 'repeat_last_frame'],
          cleared: '',
        },
      ],
    },
    {
      name: 'text',
      when: typeIs('text'),
      fields: [
        { path: 'TextTemplate.FontType', label: 'FontType', input: 'choice', isRequired: true, words: ['arial.ttf', 'simkai.ttf'] },
        { path: 'TextTemplate.FontSize', label: 'FontSize', input: 'length', isRequired: true, lengthUnits: ['px'] },
        { path: 'TextTemplate.FontColor', label: 'FontColor', input: 'color', isRequired: true },
        { path: 'TextTemplate.FontAlpha', label: 'FontAlpha', input: 'number', isRequired: true },
      ],
    },
    {
      name: 'svg',
      when: typeIs('svg'),
      fields: [
        { path: 'SvgTemplate.Width', label: 'Width', input: 'length', lengthUnits: svgUnits, cleared: '' },
        { path: 'SvgTemplate.Height', label: 'Height', input: 'length', lengthUnits: svgUnits, zero: 'byShape', cleared: '' },
      ],
    },
  ],
  initial: {
    Type: 'image',
    CoordinateOrigin: 'TopLeft',
    XPos: '2%',
    YPos: '2%',
    ImageTemplate: { Width: '10%', Height: '0px', Transparency: 0, RepeatType: 'repeat' },
    TextTemplate: { FontType: 'arial.ttf', FontSize: '24px', FontColor: '0xFFFFFF', FontAlpha: 1 },
    SvgTemplate: { Width: '10W%', Height: '0px' },
  },
};
