import { type TemplateKind, templateKinds } from '@/lib/templates';

/** A kind in the address: "image-sprite". */
export const slugOf = (kind: TemplateKind) => kind.replace(/(?!^)([A-Z])/g, '-$1').toLowerCase();

export const kindOf = (slug: string | undefined): TemplateKind | undefined =>
  templateKinds.find((kind) => slugOf(kind) === slug);

/** Of a template, or of the list of its kind. */
export const templatePath = (app: number, kind: TemplateKind, definition?: number | 'new') =>
  `/apps/${app}/templates/${slugOf(kind)}${definition === undefined ? '' : `/${definition}`}`;
