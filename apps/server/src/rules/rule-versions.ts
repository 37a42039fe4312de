// The versions of a rule: what it was, who changed it, and how two of them differ.
import type { EntityManager } from 'typeorm';
import type { RuleDefinition, RuleVersion, SetBy } from '@trackwarden/contracts';
import { RuleVersionEntity, type RuleEntity } from '../database/entities/rule.entity.js';

type Defined = Pick<RuleEntity, 'name' | 'note' | 'state' | 'conditions' | 'action' | 'expiresAt'>;

export function definitionOf(rule: Defined): RuleDefinition {
  const { name, note, state, conditions, action, expiresAt } = rule;
  return { name, note, state, conditions, action, expiresAt: expiresAt?.toISOString() ?? null };
}

export async function writeVersion(
  manager: EntityManager,
  rule: Defined & Pick<RuleEntity, 'id' | 'version'>,
  setBy: SetBy,
  because: string,
  at: Date,
): Promise<void> {
  await manager.insert(RuleVersionEntity, {
    ruleId: rule.id,
    version: rule.version,
    definition: definitionOf(rule),
    because,
    setBy,
    at,
  });
}

/** Newest first. */
export async function versionsOf(manager: EntityManager, ruleId: string): Promise<RuleVersion[]> {
  const rows = await manager.find(RuleVersionEntity, {
    where: { ruleId },
    order: { version: 'DESC' },
    take: 200,
  });
  return rows.map(({ version, definition, because, setBy, at }, index) => ({
    version,
    definition,
    changed: changedBetween(rows[index + 1]?.definition, definition),
    because,
    by: setBy,
    at: at.toISOString(),
  }));
}

/** The fields that differ; none for a first version. */
export function changedBetween(
  before: RuleDefinition | undefined,
  after: RuleDefinition,
): string[] {
  if (!before) return [];
  const fields = Object.keys(after) as (keyof RuleDefinition)[];
  return fields.filter((field) => canonical(before[field]) !== canonical(after[field]));
}

/** JSON with sorted keys: the database gives objects back in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
