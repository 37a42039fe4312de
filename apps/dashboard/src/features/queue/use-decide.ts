// Giving verdicts and taking them back: the row leaves at once, the server is told, what fails comes back.
import type { Ping, Stats, Verdict } from '@trackwarden/contracts';
import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { decide, undoDecision } from '../../api/decisions.js';
import { codeOf } from '../../api/problem.js';
import { dismissToast, showToast } from '../../state/toast.js';
import {
  forget,
  foreseen,
  memoryQuery,
  remember,
  updateMemory,
  type Kept,
  type Notice,
  type Step,
} from './memory.js';
import { useRefreshPings } from './use-rows.js';
import { belongsTo, type View } from './views.js';

let lastKey = 0;
const nextKey = () => `decision-${(lastKey += 1)}`;

/** Lowers the counts at once; the server's own counts follow. */
function foreseeStats(
  client: QueryClient,
  siteId: string,
  pings: readonly Ping[],
  verdict: Verdict,
) {
  client.setQueryData<Stats>(['stats', siteId], (stats) => {
    if (stats === undefined) return stats;
    const views = { ...stats.views };
    const byStatus = { ...stats.byStatus };
    const add = (view: View, ping: Ping, by: number) => {
      if (!belongsTo(view, ping)) return;
      if (view === 'pending') views.pending += by;
      if (view === 'held') views.held += by;
      if (view === 'first-seen') views.firstSeen += by;
      if (view === 'copies') views.copies += by;
      if (view === 'audit') views.audit += by;
    };
    for (const ping of pings) {
      const after = foreseen(ping, { verdict, version: ping.version });
      for (const view of ['pending', 'held', 'first-seen', 'copies', 'audit'] as const) {
        add(view, ping, -1);
        add(view, after, 1);
      }
      byStatus[ping.status] = (byStatus[ping.status] ?? 1) - 1;
      byStatus[after.status] = (byStatus[after.status] ?? 0) + 1;
    }
    return { ...stats, views, byStatus };
  });
}

export function useDecide(siteId: string, left: number) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const refresh = useRefreshPings();
  // As mutations, so that a 401 is seen by the cache and leads to sign-in.
  const { mutateAsync: post } = useMutation({ mutationFn: decide });
  const { mutateAsync: takeBack } = useMutation({ mutationFn: undoDecision });

  const settle = () => {
    void client.invalidateQueries({ queryKey: ['stats'] });
    void client.invalidateQueries({ queryKey: ['decisions'] });
    void client.invalidateQueries({ queryKey: ['campaign'] });
  };

  const drop = (ids: readonly string[]) => updateMemory(client, (memory) => forget(memory, ids));
  const dismiss = (key: string) =>
    updateMemory(client, (memory) => ({
      ...memory,
      notices: memory.notices.filter((notice) => notice.key !== key),
    }));
  const raise = (notice: Omit<Notice, 'key'>) =>
    updateMemory(client, (memory) => ({
      ...memory,
      notices: [...memory.notices, { ...notice, key: nextKey() }],
    }));

  /** Nothing came of it: neither the message nor the step to undo may stand. */
  function withdraw(pings: readonly Ping[]): void {
    dismissToast();
    updateMemory(client, (memory) => {
      const at = memory.steps.findLastIndex(({ ids }) => ids[0] === pings[0]?.id);
      return { ...memory, steps: memory.steps.filter((_, index) => index !== at) };
    });
  }

  async function send(
    pings: readonly Ping[],
    verdict: Verdict,
    content: Kept | undefined,
  ): Promise<string | null> {
    try {
      const result = await post({
        verdict,
        ...(content === undefined ? {} : { content }),
        pings: pings.map(({ id, version }) => ({ id, version })),
      });
      const codes = new Map(result.failed.map(({ id, code }) => [id, code]));
      if (codes.size > 0) {
        drop([...codes.keys()]);
        const current = await refresh([...codes.keys()]);
        const failed = pings
          .filter(({ id }) => codes.has(id))
          .map((ping) => ({
            ping: current.find(({ id }) => id === ping.id) ?? ping,
            code: codes.get(ping.id) ?? 'unknown',
          }));
        raise({ verdict, content, affected: result.affected, failed, code: null });
      }
      if (result.affected === 0) withdraw(pings);
      return result.affected > 0 ? result.id : null;
    } catch (error) {
      const code = codeOf(error);
      drop(pings.map(({ id }) => id));
      withdraw(pings);
      const failed = pings.map((ping) => ({ ping, code }));
      raise({ verdict, content, affected: 0, failed, code });
      return null;
    } finally {
      settle();
    }
  }

  async function undo(): Promise<Ping | null> {
    const step = client.getQueryData(memoryQuery.queryKey)?.steps.at(-1);
    if (step === undefined) {
      showToast(t('queue.nothingToUndo'));
      return null;
    }
    updateMemory(client, (memory) => ({ ...memory, steps: memory.steps.slice(0, -1) }));
    const decisionId = await step.decisionId;
    if (decisionId === null) return null;
    try {
      const { restored, failed } = await takeBack(decisionId);
      const [first] = await refresh(step.ids.slice(0, 50));
      drop(step.ids);
      if (step.isByFilter) void client.invalidateQueries({ queryKey: ['pings'] });
      showToast(
        failed.length === 0
          ? t('queue.undone', { count: restored })
          : t('queue.undoneSome', { count: restored, failed: failed.length }),
      );
      return first ?? null;
    } catch (error) {
      updateMemory(client, (memory) => ({ ...memory, steps: [...memory.steps, step] }));
      showToast(t('queue.undoFailed', { why: t(`codes.${codeOf(error)}`, t('codes.unknown')) }), {
        tone: 'bad',
      });
      return null;
    } finally {
      settle();
    }
  }

  function give(
    pings: readonly Ping[],
    verdict: Verdict,
    content: Kept | undefined,
    onUndo: () => void,
  ): void {
    const [first] = pings;
    if (first === undefined) return;
    updateMemory(client, (memory) => remember(memory, pings, verdict));
    foreseeStats(client, siteId, pings, verdict);
    const step: Step = {
      verdict,
      ids: pings.map(({ id }) => id),
      decisionId: send(pings, verdict, content),
    };
    updateMemory(client, (memory) => ({ ...memory, steps: [...memory.steps, step].slice(-100) }));
    const what = pings.length === 1 ? first.domain : t('queue.pings', { count: pings.length });
    const rest = Math.max(0, left - pings.length);
    const marked = content === undefined ? verdict : 'keep';
    showToast(t(`queue.marked.${marked}`, { what, left: rest }), {
      action: { label: t('queue.undo'), hint: 'Z', act: onUndo },
    });
  }

  return { give, undo, dismiss };
}
