import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const languages = { en: 'English', zh: '中文' } as const;
export type Language = keyof typeof languages;

const storageKey = 'openvod.language';

type Words = { default: Record<string, unknown> };
const files: Record<string, () => Promise<Words>> = {
  ...import.meta.glob<Words>('./words/*.json'),
  ...import.meta.glob<Words>('../features/*/words/*.json'),
};

// A namespace is a feature, or `common`; its words are loaded when a screen asks for them.
async function wordsOf(language: string, namespace: string): Promise<Words['default']> {
  const path = namespace === 'common' ? `./words/${language}.json` : `../features/${namespace}/words/${language}.json`;
  const load = files[path];
  if (!load) throw new Error(`no words: ${path}`);
  return (await load()).default;
}

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    wordsOf(language, namespace).then(
      (words) => done(null, words),
      (failure: Error) => done(failure, null),
    );
  },
};

function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey);
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

i18next.on('languageChanged', (language) => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
});

export const i18nReady = i18next
  .use(backend)
  .use(initReactI18next)
  .init({
    lng: firstLanguage(),
    supportedLngs: Object.keys(languages),
    ns: ['common'],
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });

/** All words on screen are there before it changes: a page that had to wait for them would lose what was typed. */
export async function setLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language);
  const used = i18next.reportNamespaces?.getUsedNamespaces() ?? ['common'];
  const missing = used.filter((namespace) => !i18next.hasResourceBundle(language, namespace));
  await Promise.all(
    missing.map(async (namespace) => i18next.addResourceBundle(language, namespace, await wordsOf(language, namespace))),
  );
  await i18next.changeLanguage(language);
}
