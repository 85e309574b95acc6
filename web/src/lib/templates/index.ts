export { briefText, codecName, figuresOf, figuresText, renditionText, sizeText, type FigureKey, type Figures } from './figures';
export { rowOf, templateKinds, type TemplateKind, type TemplateOf, type TemplateRow } from './kinds';
export { templatesQuery } from './list-templates';
