// Forgetting everything that was learnt, after the name of the site was typed.
import type { Site } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { forgetLearning, learningQuery } from '../../api/learning.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Panel } from '../../ui/panel.js';

export function Forget({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const forget = useMutation({
    mutationFn: () => forgetLearning(site.id),
    onSuccess: (report) => {
      client.setQueryData(learningQuery(site.id).queryKey, report);
      showToast(t('forget.done'));
      setAsking(false);
    },
  });
  return (
    <Panel title={t('forget.heading')} description={t('forget.text')} tone="bad">
      <p className="mb-4 max-w-[64ch] text-muted">{t('forget.about')}</p>
      <Button weight="danger" onClick={() => setAsking(true)}>
        {t('forget.action')}
      </Button>
      <Confirm
        open={isAsking}
        onOpenChange={setAsking}
        title={t('forget.confirm', { name: site.name })}
        text={t('forget.about')}
        action={t('forget.action')}
        typed={site.name}
        busy={forget.isPending}
        error={forget.error?.message}
        onConfirm={() => forget.mutate()}
      />
    </Panel>
  );
}
