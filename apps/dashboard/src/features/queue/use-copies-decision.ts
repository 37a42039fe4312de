// One verdict for all copies that wait: told to the server, and to the moderator with the way back.
import type { Verdict } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { decideByFilter, undoDecision } from '../../api/decisions.js';
import { codeOf } from '../../api/problem.js';
import { showToast } from '../../state/toast.js';
import { viewFilter } from './views.js';

export function useCopiesDecision(siteId: string) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const settle = () => {
    for (const queryKey of [['pings'], ['ping'], ['stats'], ['decisions']])
      void client.invalidateQueries({ queryKey });
  };
  const onError = (error: unknown) =>
    showToast(t('copies.failed', { why: t(`codes.${codeOf(error)}`, t('codes.unknown')) }), {
      tone: 'bad',
    });
  const takeBack = useMutation({
    mutationFn: undoDecision,
    onSuccess: ({ restored }) => showToast(t('queue.undone', { count: restored })),
    onError,
    onSettled: settle,
  });
  const give = useMutation({
    mutationFn: (verdict: Verdict) =>
      decideByFilter({ verdict, query: { siteId, ...viewFilter.copies } }),
    onSuccess: ({ id, verdict, affected, progress }) =>
      showToast(
        t('copies.done', {
          verdict: t(`verdictDone.${verdict}`),
          count: progress.state === 'running' ? progress.total : affected,
        }),
        { action: { label: t('queue.undo'), act: () => takeBack.mutate(id) } },
      ),
    onError,
    onSettled: settle,
  });
  return {
    busy: give.isPending || takeBack.isPending,
    give: (verdict: Verdict) => give.mutate(verdict),
  };
}
