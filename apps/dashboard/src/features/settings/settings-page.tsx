// The account, API tokens, and how this browser shows the dashboard.
import { useTranslation } from 'react-i18next';
import { useTitle } from '../../state/title.js';
import { Page } from '../../ui/panel.js';
import { Account } from './account.js';
import { Appearance } from './appearance.js';
import { InstallationIntake } from './installation-intake.js';
import { Keyboard } from './keyboard.js';
import { Mail } from './mail.js';
import { ReputationSharing } from './reputation-sharing.js';
import { Tokens } from './tokens.js';

export function SettingsPage() {
  const { t } = useTranslation();
  useTitle(t('nav.settings'));
  return (
    <Page title={t('nav.settings')} description={t('settings.text')}>
      <div>
        <Account />
        <Mail />
        <Appearance />
        <Keyboard />
        <Tokens />
        <ReputationSharing />
        <InstallationIntake />
      </div>
    </Page>
  );
}
