export { ApplicationList as default } from '@/features/applications';
