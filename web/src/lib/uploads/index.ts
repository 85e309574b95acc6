export { uploads, useUploads, type Upload, type UploadProblem, type UploadState, type UploadWishes } from './store';
