export { DropZone } from './components/drop-zone';
export { EmptyDrop } from './components/empty-drop';
export { PullButton } from './components/pull-button';
export { PullDialog } from './components/pull-dialog';
export { UploadActions } from './components/upload-actions';
export { UploadButton } from './components/upload-button';
export { UploadsDock } from './components/uploads-dock';
export { startUpload } from './transfer/uploader';
