// What a moderator is told after a decision and after its undo.
import type { DecisionResult, Ping, UndoResult, Verdict } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { getDecision } from '../../api/decisions.js';
import type { Manner } from './memory.js';

export function useDecisionWords() {
  const { t } = useTranslation();

  function marked(
    pings: readonly Ping[],
    verdict: Verdict,
    { content, scope }: Manner,
    left: number,
  ): string {
    const count = pings.length;
    const what = count === 1 && pings[0] ? pings[0].domain : t('queue.pings', { count });
    if (scope !== undefined && verdict !== 'hold')
      return t(`queue.markedAndListed.${verdict}`, {
        ...{ what, left },
        scope: t(`queue.scopeOf.${scope}`, { count }),
      });
    return t(`queue.marked.${content === undefined ? verdict : 'keep'}`, { what, left });
  }

  /** Null when every source is on the list. */
  function unlisted(left: DecisionResult['unlisted']): string | null {
    const [first] = left;
    if (first === undefined) return null;
    return t('queue.unlisted', { count: left.length, why: t(`queue.unlistedWhy.${first.code}`) });
  }

  /** Of one that had listed sources, the decision itself tells which entries are left. */
  async function undone({ id, restored, failed }: UndoResult, hasListed: boolean): Promise<string> {
    const pings =
      failed.length === 0
        ? t('queue.undone', { count: restored })
        : t('queue.undoneSome', { count: restored, failed: failed.length });
    if (!hasListed) return pings;
    const entries = await getDecision(id).then(
      (decision) => decision.entries,
      () => null,
    );
    if (entries === null) return pings;
    const stand = entries.filter(({ stands }) => stands).length;
    const gone = entries.length - stand;
    return [
      pings,
      ...(gone > 0 ? [t('queue.entriesGone', { count: gone })] : []),
      ...(stand > 0 ? [t('queue.entriesStand', { count: stand })] : []),
    ].join(' ');
  }

  return { marked, unlisted, undone };
}
