export { FirstOutputs } from './components/first-outputs';
export { ProcessDialog } from './components/process-dialog';
export { ProcessPanel } from './components/process-panel';
