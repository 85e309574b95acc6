export { ProcedureEditor } from './components/procedure-editor';
export { ProcedureList } from './components/procedure-list';
