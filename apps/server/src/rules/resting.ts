// A rule that was too slow rests: trying it again for every ping would hold up all the others.
import type { RuleEntity } from '../database/entities/rule.entity.js';

const REST_MS = 600_000;

/** Whether a fault was seen so lately that it needs no second word. */
export const isFresh = (fault: RuleEntity['fault'], now: Date): boolean =>
  fault !== null && now.getTime() - Date.parse(fault.at) < REST_MS;

export const isResting = ({ fault }: Pick<RuleEntity, 'fault'>, now: Date): boolean =>
  fault !== null && isFresh(fault, now) && fault.message.includes(' took longer than ');
