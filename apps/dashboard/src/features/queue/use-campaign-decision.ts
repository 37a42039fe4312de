// One verdict for a whole campaign: told to the server, remembered for undo, and told to the moderator.
import type { CampaignDetail, List, Ping, Verdict } from '@trackwarden/contracts';
import { useMutation, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelDecision } from '../../api/campaigns.js';
import { decideCampaign, undoDecision } from '../../api/decisions.js';
import { codeOf } from '../../api/problem.js';
import { showToast } from '../../state/toast.js';
import { forget, memoryQuery, remember, updateMemory, type Step } from './memory.js';

export function useCampaignDecision({ id, size }: CampaignDetail) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const give = useMutation({ mutationFn: decideCampaign });
  const takeBack = useMutation({ mutationFn: undoDecision });
  const stop = useMutation({ mutationFn: cancelDecision });

  const settle = () => {
    for (const queryKey of [['campaign'], ['stats'], ['decisions'], ['ping']])
      void client.invalidateQueries({ queryKey });
  };
  const fail = (error: unknown) =>
    showToast(t('campaign.failed', { why: t(`codes.${codeOf(error)}`, t('codes.unknown')) }), {
      tone: 'bad',
    });

  /** Members that a list holds. */
  function membersSeen(): Ping[] {
    const lists = client.getQueriesData<InfiniteData<List<Ping>>>({ queryKey: ['pings', 'list'] });
    const seen = lists.flatMap(([, data]) => data?.pages.flatMap(({ items }) => items) ?? []);
    return seen.filter(({ campaignId }) => campaignId === id);
  }

  /** What a person has decided by itself keeps its place. */
  const isOpen = ({ status, decidedBy }: Ping): boolean =>
    status === 'pending' || decidedBy.kind !== 'person';

  async function undo(decisionId: string): Promise<void> {
    const ids = membersSeen().map((ping) => ping.id);
    updateMemory(client, (memory) => forget(memory, ids));
    try {
      const { restored, failed } = await takeBack.mutateAsync(decisionId);
      showToast(
        failed.length === 0
          ? t('queue.undone', { count: restored })
          : t('queue.undoneSome', { count: restored, failed: failed.length }),
      );
    } catch (error) {
      fail(error);
    }
    void client.invalidateQueries({ queryKey: ['pings'] });
    settle();
  }

  async function decide(verdict: Verdict): Promise<void> {
    try {
      const made = await give.mutateAsync({ verdict, campaignId: id });
      const members = membersSeen().filter(isOpen);
      const step: Step = {
        verdict,
        ids: members.map((ping) => ping.id),
        decisionId: Promise.resolve(made.id),
      };
      updateMemory(client, (memory) => {
        const { steps } = memory;
        return { ...remember(memory, members, verdict), steps: [...steps, step].slice(-100) };
      });
      const { state, failed } = made.progress;
      const said = state === 'running' ? 'started' : failed > 0 ? 'partly' : 'done';
      const count = state === 'running' ? size : made.affected;
      showToast(t(`campaign.${said}`, { verdict: t(`verdictDone.${verdict}`), count, failed }), {
        action: { label: t('queue.undo'), hint: 'Z', act: () => void undoLast(made.id) },
      });
    } catch (error) {
      fail(error);
    }
    settle();
  }

  /** As `Z` would: the step is taken with it. */
  async function undoLast(decisionId: string): Promise<void> {
    const steps = client.getQueryData(memoryQuery.queryKey)?.steps ?? [];
    const last = steps.at(-1);
    if ((await last?.decisionId) === decisionId)
      updateMemory(client, (memory) => ({ ...memory, steps: memory.steps.slice(0, -1) }));
    await undo(decisionId);
  }

  return {
    busy: give.isPending || takeBack.isPending,
    give: (verdict: Verdict) => void decide(verdict),
    undo: (decisionId: string) => void undoLast(decisionId),
    cancel: (decisionId: string) => void stop.mutateAsync(decisionId).catch(fail).finally(settle),
  };
}
