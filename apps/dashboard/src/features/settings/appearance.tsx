// Light, dark or as the system has it.
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../../state/preference.js';
import { themePreference, themes } from '../../state/theme.js';
import { Panel } from '../../ui/panel.js';

const icons = { system: Monitor, light: Sun, dark: Moon };

export function Appearance() {
  const { t } = useTranslation();
  const [theme, setTheme] = usePreference(themePreference);
  return (
    <Panel title={t('settings.appearance')} description={t('settings.appearanceText')}>
      <RadioGroup
        aria-label={t('settings.appearance')}
        value={theme}
        onValueChange={(value) => setTheme(value)}
        className="inline-flex flex-wrap gap-1 rounded-m border border-line bg-sunken p-1"
      >
        {themes.map((name) => {
          const Icon = icons[name];
          return (
            <Radio.Root
              key={name}
              value={name}
              aria-label={t(`settings.theme.${name}`)}
              className="flex min-h-8 items-center gap-2 rounded-s px-3 text-muted hover:text-text data-checked:bg-surface data-checked:font-medium data-checked:text-text data-checked:inset-ring data-checked:inset-ring-line-strong pointer-coarse:min-h-11"
            >
              <Icon size={15} aria-hidden />
              {t(`settings.theme.${name}`)}
            </Radio.Root>
          );
        })}
      </RadioGroup>
    </Panel>
  );
}
