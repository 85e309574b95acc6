import { theme as antdTheme, type ThemeConfig } from 'antd';
import { useSyncExternalStore } from 'react';

export type ThemeChoice = 'system' | 'light' | 'dark';

const storageKey = 'openvod.theme';
const darkQuery = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

export function themeChoice(): ThemeChoice {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'system') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, choice);
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  darkQuery.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    darkQuery.removeEventListener('change', listener);
  };
}

const isDark = () => (themeChoice() === 'system' ? darkQuery.matches : themeChoice() === 'dark');

export const useIsDark = () => useSyncExternalStore(subscribe, isDark);
export const useThemeChoice = () => useSyncExternalStore(subscribe, themeChoice);

/**
 * Whether the person wants nothing to move that need not. As it was when the page was loaded: the component library makes
 * everything anew when it changes, and forms would lose what was typed.
 */
export const wantsStillness = matchMedia('(prefers-reduced-motion: reduce)').matches;

const common = {
  motion: !wantsStillness,
  borderRadius: 6,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans SC", sans-serif',
};

// antd's own greys and blue are too faint for text by WCAG AA (4.5 to 1): these are not.
export const lightTheme: ThemeConfig = {
  algorithm: antdTheme.defaultAlgorithm,
  token: {
    ...common,
    colorPrimary: '#0b5cd6',
    colorPrimaryHover: '#0a50ba',
    colorLink: '#0b5cd6',
    colorLinkHover: '#08479f',
    colorLinkActive: '#08479f',
    colorTextSecondary: 'rgba(0, 0, 0, 0.72)',
    colorTextTertiary: 'rgba(0, 0, 0, 0.65)',
    colorTextDescription: 'rgba(0, 0, 0, 0.65)',
    colorTextPlaceholder: 'rgba(0, 0, 0, 0.6)',
    colorTextQuaternary: 'rgba(0, 0, 0, 0.6)',
    colorSuccessText: '#216e0a',
    colorWarningText: '#8a4b00',
    colorErrorText: '#c4151c',
    colorError: '#cf1322',
  },
};

export const darkTheme: ThemeConfig = {
  algorithm: antdTheme.darkAlgorithm,
  token: {
    ...common,
    colorPrimary: '#7ab8ff',
    colorPrimaryActive: '#95bee8',
    colorPrimaryBg: '#1b2b3d',
    colorLink: '#8cc4ff',
    colorLinkHover: '#b5d9ff',
    colorLinkActive: '#b5d9ff',
    colorErrorText: '#ff9c99',
    colorError: '#f47a76',
    colorTextLightSolid: '#04121f',
    colorTextSecondary: 'rgba(255, 255, 255, 0.8)',
    colorTextTertiary: 'rgba(255, 255, 255, 0.7)',
    colorTextDescription: 'rgba(255, 255, 255, 0.7)',
    colorTextPlaceholder: 'rgba(255, 255, 255, 0.65)',
    colorTextQuaternary: 'rgba(255, 255, 255, 0.65)',
  },
  // The blue is light here, so what stands on it is dark.
  components: { Button: { primaryColor: '#04121f' }, Menu: { itemSelectedColor: '#b5d9ff' }, Tooltip: { colorTextLightSolid: '#ffffff' } },
};
