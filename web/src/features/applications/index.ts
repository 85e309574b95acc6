export { ApplicationList } from './components/application-list';
