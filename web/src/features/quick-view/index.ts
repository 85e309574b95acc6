export { QuickView } from './components/quick-view-door';
