export { CallbackSettings } from './components/callback-settings';
