// Rules: make, change, delete, roll back; every change is a version.
import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  ruleDefinitionSchema,
  type createRuleSchema,
  type List,
  type Rule,
  type RuleVersion,
  type ruleQuerySchema,
  type rollbackRuleSchema,
  type SetBy,
  type updateRuleSchema,
} from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { RuleEntity, RuleVersionEntity } from '../database/entities/rule.entity.js';
import { DomainError } from '../errors.js';
import { byId, decodeCursor, pageOf } from '../pings/keyset.js';
import { refuseWrongConditions } from './conditions-valid.js';
import { isOver, refusePast } from './expiry.js';
import { Patterns } from './patterns.service.js';
import { RuleNews } from './rule-news.js';
import { statisticsOf } from './rule-statistics.js';
import { ruleView } from './rule-view.js';
import { definitionOf, versionsOf, writeVersion } from './rule-versions.js';

export const setByOf = ({ kind, userId, name }: Principal): SetBy => ({ kind, id: userId, name });

type Create = z.output<typeof createRuleSchema>;
type Update = z.output<typeof updateRuleSchema>;

/** A site with more rules is a site that nobody understands. */
const MOST_RULES = 1_000;

@Injectable()
export class RulesService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly patterns: Patterns,
    private readonly news: RuleNews,
    private readonly clock: Clock,
  ) {}

  async list(
    siteId: string,
    { limit, cursor, state }: z.output<typeof ruleQuerySchema>,
  ): Promise<List<Rule>> {
    const query = this.dataSource.manager
      .createQueryBuilder(RuleEntity, 'rule')
      .where('rule.site_id = :siteId', { siteId })
      .orderBy('rule.id', 'DESC')
      .limit(limit + 1);
    if (state) query.andWhere('rule.state = :state', { state });
    if (cursor) query.andWhere('rule.id < :before', { before: decodeCursor(cursor, byId)[0] });
    const rows = await query.getMany();
    const statistics = await statisticsOf(this.dataSource.manager, rows, this.clock.now());
    return pageOf(
      rows,
      limit,
      (rule) => ruleView(rule, statistics.get(rule.id)),
      ({ id }) => [id],
    );
  }

  async view(rule: RuleEntity): Promise<Rule> {
    const statistics = await statisticsOf(this.dataSource.manager, [rule], this.clock.now());
    return ruleView(rule, statistics.get(rule.id));
  }

  /** Throws `not-found`. */
  async one(id: string): Promise<RuleEntity> {
    const rule = await this.dataSource.manager.findOneBy(RuleEntity, { id });
    if (!rule) throw missingRule();
    return rule;
  }

  /**
   * Throws `validation-failed` for a value that never matches, a regular expression that is none, or
   * an expiry that has passed.
   */
  async create(siteId: string, body: Create, by: Principal): Promise<RuleEntity> {
    refusePast(body.expiresAt, null, this.clock.now());
    await refuseWrongConditions(this.patterns, body.conditions, { who: siteId });
    await this.refuseTooMany(this.dataSource.manager, siteId, 1);
    const rule = await this.dataSource.transaction((manager) =>
      this.insert(manager, siteId, body, setByOf(by), null),
    );
    this.news.changed(rule);
    return rule;
  }

  /** For a transaction under way; the patterns were tried before. */
  async insert(
    manager: EntityManager,
    siteId: string,
    { name, note, state, conditions, action, expiresAt }: Create,
    setBy: SetBy,
    batchId: string | null,
  ): Promise<RuleEntity> {
    const now = this.clock.now();
    const rule = manager.create(RuleEntity, {
      ...{ id: uuidv7(), siteId, name, note, state, conditions, action },
      expiresAt: dateOf(expiresAt),
      ...{ version: 1, stateSince: now, fault: null, demoted: null, batchId, setBy },
      ...{ createdAt: now, updatedAt: now },
    });
    await manager.insert(RuleEntity, rule);
    await writeVersion(manager, rule, setBy, batchId === null ? 'Made' : 'Imported', now);
    return rule;
  }

  /** Throws `not-found`, `version-conflict`, and `validation-failed` as `create`. */
  async update(id: string, { version, ...change }: Update, by: Principal): Promise<RuleEntity> {
    if (change.conditions)
      await refuseWrongConditions(this.patterns, change.conditions, {
        who: (await this.one(id)).siteId,
      });
    return this.change(id, version, setByOf(by), (rule, now) => {
      refusePast(change.expiresAt, rule.expiresAt, now);
      Object.assign(rule, given({ ...change, expiresAt: dateOf(change.expiresAt) }));
      return change.state !== undefined && Object.values(change).filter(Boolean).length === 1
        ? saying[change.state]
        : 'Changed';
    });
  }

  /** The definition of an earlier version as a new one. Throws `not-found`, `version-conflict`. */
  async rollBack(
    id: string,
    { version, seenVersion }: z.output<typeof rollbackRuleSchema>,
    by: Principal,
  ): Promise<RuleEntity> {
    const wanted = await this.dataSource.manager.findOneBy(RuleVersionEntity, {
      ruleId: id,
      version,
    });
    if (!wanted)
      throw new DomainError('not-found', { detail: 'There is no such version of this rule.' });
    const { state: _, expiresAt, ...definition } = ruleDefinitionSchema.parse(wanted.definition);
    return this.change(id, seenVersion, setByOf(by), (rule, now) => {
      Object.assign(rule, definition);
      // a rule that ends the moment it is brought back would be of no use
      if (!isOver(expiresAt, now)) rule.expiresAt = dateOf(expiresAt);
      return `Rolled back to version ${version}`;
    });
  }

  async versions(id: string): Promise<RuleVersion[]> {
    await this.one(id);
    return versionsOf(this.dataSource.manager, id);
  }

  /** Throws `not-found`. */
  async delete(id: string): Promise<void> {
    const rule = await this.one(id);
    await this.dataSource.manager.delete(RuleEntity, { id });
    this.news.changed(rule);
  }

  private async change(
    id: string,
    version: number | undefined,
    setBy: SetBy,
    alter: (rule: RuleEntity, now: Date) => string,
  ): Promise<RuleEntity> {
    const now = this.clock.now();
    const changed = await this.dataSource.transaction(async (manager) => {
      const rule = await manager.findOne(RuleEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!rule) throw missingRule();
      if (version !== undefined && version !== rule.version)
        throw new DomainError('version-conflict', {
          detail: `Somebody changed the rule meanwhile: it is version ${rule.version} now.`,
          presentVersion: rule.version,
        });
      const { state, fault } = rule;
      const before = definitionOf(rule);
      const because = alter(rule, now);
      // nothing was changed: a version of its own would only be a conflict for others
      if (fault === null && isDeepStrictEqual(definitionOf(rule), before)) return rule;
      if (rule.state !== state) Object.assign(rule, { stateSince: now, demoted: null });
      Object.assign(rule, { version: rule.version + 1, updatedAt: now, fault: null });
      await manager.save(rule);
      await writeVersion(manager, rule, setBy, because, now);
      return rule;
    });
    this.news.changed(changed);
    return changed;
  }

  /** Throws `not-allowed-now`. */
  async refuseTooMany(manager: EntityManager, siteId: string, more: number): Promise<void> {
    if ((await manager.countBy(RuleEntity, { siteId })) + more > MOST_RULES)
      throw new DomainError('not-allowed-now', {
        detail: `A site takes at most ${MOST_RULES} rules.`,
      });
  }
}

const saying = {
  draft: 'Back to draft',
  shadow: 'Runs in shadow',
  live: 'Went live',
} as const;

export const missingRule = () =>
  new DomainError('not-found', { detail: 'There is no rule with this id.' });

const dateOf = <T extends string | null | undefined>(text: T) =>
  (typeof text === 'string' ? new Date(text) : text) as Date | Extract<T, null | undefined>;

const given = (values: object): object =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
