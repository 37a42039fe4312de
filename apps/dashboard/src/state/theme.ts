// Light, dark or as the system has it; `theme.js` applies the same choice before the first paint.
import { useEffect } from 'react';
import { useMedia } from './media.js';
import { preference, usePreference } from './preference.js';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

export const themePreference = preference<Theme>('theme', 'system', themes);

/** The theme in which the dashboard is shown now. */
export function useShownTheme(): 'light' | 'dark' {
  const [theme] = usePreference(themePreference);
  const isSystemDark = useMedia('(prefers-color-scheme: dark)');
  return theme === 'dark' || (theme === 'system' && isSystemDark) ? 'dark' : 'light';
}

/** Keeps the document's theme in step with the choice and with the system. */
export function useAppliedTheme(): void {
  const [theme] = usePreference(themePreference);
  useEffect(() => {
    const system = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => {
      const dark = theme === 'dark' || (theme === 'system' && system.matches);
      document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
    };
    apply();
    system.addEventListener('change', apply);
    return () => system.removeEventListener('change', apply);
  }, [theme]);
}
