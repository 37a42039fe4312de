// The emergency switch: closes every site of the installation to all senders.
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { intakeQuery } from '../../api/intake.js';
import { sessionQuery } from '../../api/session.js';
import { useIntakeSwitch } from '../../state/use-intake-switch.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { Tag } from '../../ui/tag.js';

export function InstallationIntake() {
  const { t } = useTranslation();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const asked = useQuery(intakeQuery);
  const intake = asked.data;
  const [asking, setAsking] = useState(false);
  const change = useIntakeSwitch(() => setAsking(false));
  if (session.user.role !== 'owner') return null;
  return (
    <Panel title={t('allIntake.title')} description={t('allIntake.text')}>
      <QueryState query={asked} lines={1} failed={t('allIntake.loadFailed')} />
      {intake === undefined ? null : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <Tag tone={intake.open ? 'ok' : 'bad'}>
            {t(intake.open ? 'intake.open' : 'intake.closed')}
          </Tag>
          {intake.open ? (
            <Button weight="danger" onClick={() => setAsking(true)}>
              {t('allIntake.close')}
            </Button>
          ) : (
            <Button busy={change.isPending} onClick={() => change.mutate(true)}>
              {t('intakeBanner.open')}
            </Button>
          )}
        </div>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('allIntake.confirm')}
        text={t('allIntake.confirmText')}
        action={t('allIntake.close')}
        busy={change.isPending}
        error={change.error?.message}
        onConfirm={() => change.mutate(false)}
      />
    </Panel>
  );
}
