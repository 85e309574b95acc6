export { Health } from './components/health';
