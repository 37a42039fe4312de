// Histories that were given to the site: how far each is learnt, and the way to take it out again.
import type { HistoryImport } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { learningQuery, removeHistory } from '../../api/learning.js';
import { useNow } from '../../state/now.js';
import { showToast } from '../../state/toast.js';
import { Confirm } from '../../ui/confirm.js';
import { Panel } from '../../ui/panel.js';
import { HistoryForm } from './history-form.js';
import { HistoryRow } from './history-row.js';

export function HistoryImports({
  siteId,
  imports,
}: {
  siteId: string;
  imports: readonly HistoryImport[];
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const now = useNow();
  const [asked, setAsked] = useState<HistoryImport | null>(null);
  const nameOf = ({ name }: HistoryImport) => (name === '' ? t('bring.untitled') : name);
  const remove = useMutation({
    mutationFn: ({ id }: HistoryImport) => removeHistory(siteId, id),
    onSuccess: async (_, removed) => {
      setAsked(null);
      showToast(t('bring.removed', { name: nameOf(removed) }));
      await client.invalidateQueries(learningQuery(siteId));
    },
  });
  return (
    <Panel title={t('bring.heading')} description={t('bring.text')}>
      <HistoryForm siteId={siteId} />
      {imports.length === 0 ? null : (
        <>
          <h3 className="mt-8 mb-2 text-12 font-medium text-muted">{t('bring.list')}</h3>
          <ul
            aria-label={t('bring.list')}
            className="divide-y divide-line rounded-m border border-line bg-surface"
          >
            {imports.map((one) => (
              <HistoryRow
                key={one.id}
                history={one}
                name={nameOf(one)}
                now={now}
                onRemove={() => setAsked(one)}
              />
            ))}
          </ul>
        </>
      )}
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => {
          if (open) return;
          remove.reset();
          setAsked(null);
        }}
        title={t('bring.removeNamed', { name: asked === null ? '' : nameOf(asked) })}
        text={t('bring.removeText')}
        action={t('bring.remove')}
        busy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => {
          if (asked !== null) remove.mutate(asked);
        }}
      />
    </Panel>
  );
}
