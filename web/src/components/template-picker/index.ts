export { TemplatePicker } from './template-picker';
