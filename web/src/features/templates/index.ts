export { TemplateEditor } from './components/template-editor';
export { TemplateList } from './components/template-list';
export { kindOf, templatePath } from './kind-slug';
