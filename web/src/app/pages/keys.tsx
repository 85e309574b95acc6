export { KeyList as default } from '@/features/keys';
