import { type SnippetLanguage, snippetLanguages } from './index';

const languageKey = 'openvod.snippet.language';
const openKey = 'openvod.snippet.open';
const narrow = '(max-width: 991px)';

/** What this browser showed last. Without a choice made, the calls are open where there is room for them. */
export const snippetPreferences = {
  language(): SnippetLanguage {
    const stored = localStorage.getItem(languageKey);
    return snippetLanguages.find(({ language }) => language === stored)?.language ?? 'curl';
  },
  noteLanguage: (language: SnippetLanguage) => localStorage.setItem(languageKey, language),
  isOpen(): boolean {
    if (matchMedia(narrow).matches) return false;
    return localStorage.getItem(openKey) !== 'no';
  },
  noteOpen: (isOpen: boolean) => localStorage.setItem(openKey, isOpen ? 'yes' : 'no'),
};
