export { SignIn } from './components/sign-in';
