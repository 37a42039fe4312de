// The conditions of the sites that were asked about last, read once for each version of a rule.
import { ruleGroupSchema, type RuleGroup } from '@trackwarden/contracts';
import { conditionsOf } from './matcher.js';

/** Values of all conditions that are kept: some tens of megabytes of words. */
const MOST_VALUES = 200_000;

/** By rule and version; null: what no version of the API would have stored. */
export type Conditions = ReadonlyMap<string, RuleGroup | null>;

const nothing: Conditions = new Map();

/**
 * The conditions as the matcher takes them; null for what no version of the API would have stored.
 * Word lists are looked for in several fields: equal ones become one.
 */
export function readConditions(stored: unknown): RuleGroup | null {
  const group = ruleGroupSchema.safeParse(stored).data;
  if (!group) return null;
  const lists: string[][] = [];
  for (const condition of conditionsOf(group)) {
    const known = lists.find((list) => isSame(list, condition.value));
    if (known) condition.value = known;
    else lists.push(condition.value);
  }
  return group;
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value, at) => value === other[at]);

export class ReadConditions {
  private readonly kept = new Map<string, { conditions: Conditions; size: number }>();
  private size = 0;

  constructor(private readonly mostValues = MOST_VALUES) {}

  of(siteId: string): Conditions {
    const known = this.kept.get(siteId);
    if (!known) return nothing;
    // a Map keeps the order of insertion: the last one used goes to its end
    this.kept.delete(siteId);
    this.kept.set(siteId, known);
    return known.conditions;
  }

  /** In place of what was kept of the site; the sites used least lately make room. */
  keep(siteId: string, conditions: Conditions): void {
    const size = sizeOf(conditions);
    this.drop(siteId);
    // a site that would take the room of all others is read anew each time
    if (size > this.mostValues) return;
    this.kept.set(siteId, { conditions, size });
    this.size += size;
    for (const oldest of this.kept.keys()) {
      if (this.size <= this.mostValues) break;
      this.drop(oldest);
    }
  }

  private drop(siteId: string): void {
    this.size -= this.kept.get(siteId)?.size ?? 0;
    this.kept.delete(siteId);
  }
}

/** One for the rule itself, and one for each value; what stands in several fields is there once. */
function sizeOf(conditions: Conditions): number {
  const groups = [...conditions.values()].flatMap((group) => group ?? []);
  const lists = new Set(groups.flatMap(conditionsOf).map(({ value }) => value));
  return [...lists].reduce((sum, { length }) => sum + length, conditions.size);
}
