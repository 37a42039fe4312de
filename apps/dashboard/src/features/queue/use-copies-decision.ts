// One verdict for all copies that wait: told to the server, remembered for undo, and told to the moderator.
import type { Verdict } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { decideByFilter, undoDecision } from '../../api/decisions.js';
import { codeOf } from '../../api/problem.js';
import { showToast } from '../../state/toast.js';
import { memoryQuery, updateMemory, type Step } from './memory.js';
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
    onSuccess: ({ id, verdict, affected, progress }) => {
      const step: Step = { verdict, ids: [], decisionId: Promise.resolve(id), isByFilter: true };
      updateMemory(client, (memory) => ({ ...memory, steps: [...memory.steps, step].slice(-100) }));
      // the buttons leave with the copies
      document.getElementById('main')?.focus({ preventScroll: true });
      showToast(
        t('copies.done', {
          verdict: t(`verdictDone.${verdict}`),
          count: progress.state === 'running' ? progress.total : affected,
        }),
        { action: { label: t('queue.undo'), hint: 'Z', act: () => void undoLast(id) } },
      );
    },
    onError,
    onSettled: settle,
  });
  /** As `Z` would: the step is taken with it. */
  async function undoLast(decisionId: string): Promise<void> {
    const last = client.getQueryData(memoryQuery.queryKey)?.steps.at(-1);
    if ((await last?.decisionId) === decisionId)
      updateMemory(client, (memory) => ({ ...memory, steps: memory.steps.slice(0, -1) }));
    takeBack.mutate(decisionId);
  }

  return {
    busy: give.isPending || takeBack.isPending,
    give: (verdict: Verdict) => give.mutate(verdict),
  };
}
