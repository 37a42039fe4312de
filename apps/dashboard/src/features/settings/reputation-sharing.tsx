// Whether the sites of the installation count each other's decisions; the owner's to say.
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { reputationQuery, setReputationShared } from '../../api/reputation.js';
import { sessionQuery } from '../../api/session.js';
import { showToast } from '../../state/toast.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { Switch } from '../../ui/toggle.js';

export function ReputationSharing() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data: session } = useSuspenseQuery(sessionQuery);
  const asked = useQuery(reputationQuery);
  const reputation = asked.data;
  const change = useMutation({
    mutationFn: setReputationShared,
    onSuccess: (now) => client.setQueryData(reputationQuery.queryKey, now),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  if (session.user.role !== 'owner') return null;
  return (
    <Panel title={t('reputation.title')} description={t('reputation.text')}>
      <QueryState query={asked} lines={2} failed={t('reputation.loadFailed')} />
      {reputation === undefined ? null : (
        <Switch
          checked={reputation.shared}
          disabled={change.isPending}
          onChange={(shared) => change.mutate(shared)}
          label={t('reputation.label')}
          hint={t('reputation.hint')}
        />
      )}
    </Panel>
  );
}
