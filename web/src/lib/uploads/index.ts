export { uploads, useUploads, type Upload, type UploadState, type UploadWishes } from './store';
