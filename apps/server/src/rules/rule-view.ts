// A rule, a list entry and an import as the API shows them.
import type { ListEntry, Rule, RuleBatch, RuleStatistics } from '@trackwarden/contracts';
import type {
  ListEntryEntity,
  RuleBatchEntity,
  RuleEntity,
} from '../database/entities/rule.entity.js';
import { definitionOf } from './rule-versions.js';

const none: RuleStatistics = {
  ...{ hits: 0, lastHitAt: null, agree: 0, disagree: 0 },
  ...{ precision: null, reversals: 0, overlap: 0, costMs: null },
};

export function ruleView(rule: RuleEntity, statistics: RuleStatistics = none): Rule {
  const { id, siteId, version, fault, demoted, batchId, setBy } = rule;
  return {
    ...{ id, siteId, version },
    ...definitionOf(rule),
    stateSince: rule.stateSince.toISOString(),
    ...{ fault, demoted, batchId, setBy },
    createdAt: rule.createdAt.toISOString(),
    updatedAt: rule.updatedAt.toISOString(),
    statistics,
  };
}

export function listEntryView(entry: ListEntryEntity): ListEntry {
  const { id, siteId, list, scope, value, exceptions, note, batchId, setBy, hits } = entry;
  return {
    ...{ id, siteId, list, scope, value, exceptions, note, batchId, setBy, hits },
    expiresAt: entry.expiresAt?.toISOString() ?? null,
    lastHitAt: entry.lastHitAt?.toISOString() ?? null,
    createdAt: entry.createdAt.toISOString(),
  };
}

export function batchView(batch: RuleBatchEntity): RuleBatch {
  const { id, siteId, name, format, rules, words, entries, skipped, skippedCount, setBy } = batch;
  return {
    ...{ id, siteId, name, format, rules, words, entries, skipped, skippedCount, setBy },
    createdAt: batch.createdAt.toISOString(),
    revertedAt: batch.revertedAt?.toISOString() ?? null,
  };
}
