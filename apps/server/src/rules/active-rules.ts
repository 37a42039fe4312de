// The rules of a site that count or act now, with their conditions as the matcher takes them.
import { Injectable } from '@nestjs/common';
import { DataSource, In, Not } from 'typeorm';
import type { RuleGroup } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { RuleEntity } from '../database/entities/rule.entity.js';
import { readConditions, ReadConditions } from './read-conditions.js';

/** Everything that costs little to send. */
const fields = [
  'id',
  'siteId',
  'name',
  'state',
  'action',
  'version',
  'stateSince',
  'fault',
] as const;

type Stored = Pick<RuleEntity, (typeof fields)[number]>;

/** `conditions` null: what no version of the API would have stored. */
export type ActiveRule = Stored & { conditions: RuleGroup | null };

export const nameOf = ({ id, version }: Pick<RuleEntity, 'id' | 'version'>): string =>
  `${id} ${version}`;
export const ruleIdOf = (name: string): string => name.split(' ')[0] ?? name;

function activeOf({ conditions, ...rule }: Stored & Pick<RuleEntity, 'conditions'>): ActiveRule {
  return { ...rule, conditions: readConditions(conditions) };
}

@Injectable()
export class ActiveRules {
  private readonly read = new ReadConditions();

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Long lists of words come from the database, and are checked, only when their rule has changed. */
  async of(siteId: string): Promise<ActiveRule[]> {
    const stored = await this.stored(siteId);
    const known = this.read.of(siteId);
    const isKnown = (rule: Stored) => known.has(nameOf(rule));
    if (stored.length === known.size && stored.every(isKnown))
      return stored.map((rule) => ({ ...rule, conditions: known.get(nameOf(rule)) ?? null }));
    const changed = await this.whole(stored.filter((rule) => !isKnown(rule)));
    const rules = stored.flatMap((rule) => {
      if (isKnown(rule)) return [{ ...rule, conditions: known.get(nameOf(rule)) ?? null }];
      const whole = changed.get(rule.id);
      return whole ? [whole] : [];
    });
    this.read.keep(siteId, new Map(rules.map((rule) => [nameOf(rule), rule.conditions])));
    return rules;
  }

  private stored(siteId: string): Promise<Stored[]> {
    return this.dataSource.manager
      .createQueryBuilder(RuleEntity, 'rule')
      .select(fields.map((field) => `rule.${field}`))
      .where("rule.site_id = :siteId AND rule.state <> 'draft'", { siteId })
      .andWhere('(rule.expires_at IS NULL OR rule.expires_at > :now)', { now: this.clock.now() })
      .orderBy('rule.id')
      .getMany();
  }

  /** As they are now, whatever changed since they were found; one that was deleted, or is a draft again, is not there. */
  private async whole(rules: readonly Stored[]): Promise<Map<string, ActiveRule>> {
    if (rules.length === 0) return new Map();
    const found = await this.dataSource.manager.findBy(RuleEntity, {
      id: In(rules.map(({ id }) => id)),
      state: Not('draft'),
    });
    return new Map(found.map((rule) => [rule.id, activeOf(rule)]));
  }
}
