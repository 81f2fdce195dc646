import { createRoot } from 'react-dom/client';
import '../kit/base.css';
import { language, showLanguage } from '../kit/i18n';
import { startPreferences } from '../kit/preferences';
import { App } from './App';
import { prefetchDaily } from './prefetch';

startPreferences();
const root = document.getElementById('root');
if (root) {
  void showLanguage(language()).then(() => {
    createRoot(root).render(<App />);
    prefetchDaily();
  });
}
