// Whether a rule should go on to the next state, from what people decided.
import type { Rule } from '@trackwarden/contracts';

export type Advice = {
  text: 'draft' | 'ready' | 'more' | 'poor' | 'watch';
  tone: 'ok' | 'hold' | 'bad';
};

const enough = 20;
const goodFrom = 0.98;
const poorBelow = 0.95;

/** Null when there is nothing to say. */
export function adviceFor({ state, action, statistics }: Rule): Advice | null {
  if (state === 'draft') return { text: 'draft', tone: 'hold' };
  const { agree, disagree, precision } = statistics;
  const decided = agree + disagree;
  if (action.do === 'hold' || precision === null)
    return state === 'live' ? null : { text: 'more', tone: 'hold' };
  if (state === 'live')
    return disagree > 0 && precision < poorBelow ? { text: 'watch', tone: 'bad' } : null;
  if (precision < poorBelow) return { text: 'poor', tone: 'bad' };
  return decided >= enough && precision >= goodFrom
    ? { text: 'ready', tone: 'ok' }
    : { text: 'more', tone: 'hold' };
}
