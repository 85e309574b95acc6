export { Health as default } from '@/features/health';
