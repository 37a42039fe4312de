// Deleting the site, after its name was typed.
import type { Site } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteSite, sitesQuery } from '../../api/sites.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Panel } from '../../ui/panel.js';

export function DangerZone({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteSite(site.id),
    onSuccess: async () => {
      const rest = client.getQueryData(sitesQuery.queryKey)?.items.length ?? 1;
      // Away first: without a site this page has nothing to show.
      await navigate(rest > 1 ? { to: '/queue', search: { site: undefined } } : { to: '/setup' });
      await client.invalidateQueries(sitesQuery);
    },
  });
  return (
    <Panel title={t('danger.title')} description={t('danger.text')} tone="bad">
      <Button weight="danger" onClick={() => setAsking(true)}>
        {t('danger.delete')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('danger.confirm', { name: site.name })}
        text={t('danger.confirmText')}
        action={t('danger.delete')}
        typed={site.name}
        busy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
      />
    </Panel>
  );
}
