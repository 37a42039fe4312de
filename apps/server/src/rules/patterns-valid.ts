// Refuses regular expressions that cannot be tried, with the place and the reason.
import type { RuleGroup, RuleInnerGroup } from '@trackwarden/contracts';
import { DomainError } from '../errors.js';
import type { Patterns } from './patterns.service.js';

type Placed = { pointer: string; pattern: string };

function patternsIn(group: RuleGroup | RuleInnerGroup, at: string): Placed[] {
  return group.items.flatMap((item, index) => {
    const here = `${at}/items/${index}`;
    if ('items' in item) return patternsIn(item, here);
    if (item.operator !== 'matches') return [];
    return item.value.map((pattern) => ({ pointer: `${here}/value`, pattern }));
  });
}

/** Throws `validation-failed`. */
export async function refuseBrokenPatterns(
  patterns: Patterns,
  conditions: RuleGroup,
  at = '/conditions',
): Promise<void> {
  const placed = patternsIn(conditions, at);
  const tried = await patterns.try(placed.map(({ pattern }) => ({ pattern, text: '' })));
  const errors = placed.flatMap(({ pointer }, index) => {
    const answer = tried[index];
    if (!answer || !('fault' in answer)) return [];
    const reason = answer.fault.split('\n')[0]?.slice(0, 200) ?? '';
    return [{ pointer, message: `is no regular expression that RE2 knows: ${reason}` }];
  });
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
}
