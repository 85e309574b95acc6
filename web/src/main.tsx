import { createRoot } from 'react-dom/client';

import { App } from './app/app';
import { i18nReady } from './app/i18n';
import './app/base.css';

void i18nReady.then(() => {
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<App />);
});
