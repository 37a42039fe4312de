// The switch for single-key commands (WCAG 2.1.4).
import { useTranslation } from 'react-i18next';
import { keysPreference } from '../../state/keys.js';
import { usePreference } from '../../state/preference.js';
import { Panel } from '../../ui/panel.js';
import { Switch } from '../../ui/toggle.js';

export function Keyboard() {
  const { t } = useTranslation();
  const [choice, choose] = usePreference(keysPreference);
  return (
    <Panel title={t('settings.keyboard')} description={t('settings.keyboardText')}>
      <Switch
        checked={choice === 'on'}
        onChange={(on) => choose(on ? 'on' : 'off')}
        label={t('settings.keys')}
        hint={t('settings.keysText')}
      />
    </Panel>
  );
}
