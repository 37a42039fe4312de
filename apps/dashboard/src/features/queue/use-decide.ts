// Giving verdicts and taking them back: the row leaves at once, the server is told, what fails comes back.
import type { DecisionResult, Ping, Verdict } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { decide, undoDecision } from '../../api/decisions.js';
import { codeOf } from '../../api/problem.js';
import { useListsChanged } from '../../parts/use-lists-changed.js';
import { dismissToast, showToast } from '../../state/toast.js';
import { failedOf } from './failed-pings.js';
import { foreseeStats } from './foreseen-stats.js';
import {
  forget,
  memoryQuery,
  remember,
  updateMemory,
  type Manner,
  type Notice,
  type Step,
} from './memory.js';
import { useDecisionWords } from './use-decision-words.js';
import { useRefreshPings } from './use-rows.js';

let lastKey = 0;
const nextKey = () => `decision-${(lastKey += 1)}`;

export function useDecide(siteId: string, left: number) {
  const { t } = useTranslation();
  const words = useDecisionWords();
  const client = useQueryClient();
  const listsChanged = useListsChanged(siteId);
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

  /** The pings are decided; whether all their sources could be listed only the answer tells. */
  function tellOfLists({ unlisted }: DecisionResult, onUndo: () => void): void {
    void listsChanged();
    const text = words.unlisted(unlisted);
    if (text === null) return;
    const action = { label: t('queue.undo'), hint: 'Z', act: onUndo };
    showToast(text, { tone: 'bad', action });
  }

  async function send(
    pings: readonly Ping[],
    verdict: Verdict,
    manner: Manner,
    onUndo: () => void,
  ): Promise<string | null> {
    try {
      const result = await post({
        verdict,
        ...manner,
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
        raise({ verdict, manner, affected: result.affected, failed, code: null });
      }
      if (result.affected === 0) withdraw(pings);
      else if (manner.scope !== undefined) tellOfLists(result, onUndo);
      return result.affected > 0 ? result.id : null;
    } catch (error) {
      drop(pings.map(({ id }) => id));
      withdraw(pings);
      const failed = failedOf(pings, error);
      raise({ verdict, manner, affected: 0, failed, code: codeOf(error) });
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
      const undone = await takeBack(decisionId);
      const [first] = await refresh(step.ids.slice(0, 50));
      drop(step.ids);
      if (step.isByFilter) void client.invalidateQueries({ queryKey: ['pings'] });
      if (step.hasListed === true) void listsChanged();
      showToast(await words.undone(undone, step.hasListed === true));
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
    manner: Manner,
    onUndo: () => void,
  ): void {
    if (pings.length === 0) return;
    updateMemory(client, (memory) => remember(memory, pings, verdict));
    foreseeStats(client, siteId, pings, verdict);
    const step: Step = {
      verdict,
      ids: pings.map(({ id }) => id),
      decisionId: send(pings, verdict, manner, onUndo),
      hasListed: manner.scope !== undefined,
    };
    updateMemory(client, (memory) => ({ ...memory, steps: [...memory.steps, step].slice(-100) }));
    showToast(words.marked(pings, verdict, manner, Math.max(0, left - pings.length)), {
      action: { label: t('queue.undo'), hint: 'Z', act: onUndo },
    });
  }

  return { give, undo, dismiss };
}
