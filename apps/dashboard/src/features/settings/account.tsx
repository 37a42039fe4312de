// Who is signed in, and signing out.
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sessionQuery, signOut } from '../../api/session.js';
import { dateOf } from '../../format/time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Panel } from '../../ui/panel.js';
import { Tag } from '../../ui/tag.js';

export function Account() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { data } = useSuspenseQuery(sessionQuery);
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await navigate({ to: '/sign-in', search: {} });
      client.clear();
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  const { name, email, role, createdAt } = data.user;
  return (
    <Panel title={t('settings.account')}>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <div>
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {name}
            <Tag tone="accent">{t(`settings.role.${role}`)}</Tag>
          </p>
          <p className="text-muted">
            {email} · {t('settings.since', { date: dateOf(createdAt) })}
          </p>
        </div>
        <Button busy={leave.isPending} onClick={() => leave.mutate()}>
          <LogOut size={15} aria-hidden />
          {t('settings.signOut')}
        </Button>
      </div>
    </Panel>
  );
}
