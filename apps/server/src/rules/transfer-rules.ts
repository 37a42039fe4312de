// Rules and lists from files and into files; each import is a batch that can be reverted.
import { Injectable } from '@nestjs/common';
import { setImmediate as breathe } from 'node:timers/promises';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  createListEntrySchema,
  createRuleSchema,
  MOST_LIST_ENTRIES,
  rulesFileSchema,
  type importRulesSchema,
  type RuleBatch,
  type RulesFile,
} from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { ListEntryEntity, RuleBatchEntity, RuleEntity } from '../database/entities/rule.entity.js';
import { DomainError } from '../errors.js';
import { validationFailed } from '../http/validated.js';
import { joinBatch, releaseBatch } from './entry-owners.js';
import { isOver } from './expiry.js';
import { readDisallowedKeys, readDomains } from './import-lines.js';
import { Skipped } from './import-skipped.js';
import { faultsOfExceptions, ListsService, tooManyEntries } from './lists.service.js';
import { refuseWrongConditions } from './conditions-valid.js';
import { ofTime } from './pattern-budget.js';
import { Patterns } from './patterns.service.js';
import { definitionOf } from './rule-versions.js';
import { batchView } from './rule-view.js';
import { RulesService, setByOf } from './rules.service.js';
import { changingEntries, lockLists } from './settings-lists.js';

/** For reading the regular expressions of all rules of a file. */
const PATTERNS_MS = 20_000;
/** Between so many entries others get their turn. */
const BREATH = 1_000;

type Body = z.output<typeof importRulesSchema>;
type Read = {
  rules: RulesFile['rules'];
  words: number;
  lists: RulesFile['lists'];
  skipped: Skipped;
};

@Injectable()
export class RuleTransfer {
  constructor(
    private readonly dataSource: DataSource,
    private readonly patterns: Patterns,
    private readonly rules: RulesService,
    private readonly lists: ListsService,
    private readonly clock: Clock,
  ) {}

  /**
   * All or nothing, but for what no list takes and what has expired, which is named. Throws
   * `validation-failed` with the place of what is wrong.
   */
  async import(siteId: string, body: Body, by: Principal): Promise<RuleBatch> {
    const read = await readBody(body);
    const budget = ofTime(PATTERNS_MS, () => performance.now());
    for (const [at, { conditions }] of read.rules.entries())
      await refuseWrongConditions(this.patterns, conditions, {
        ...{ who: siteId, at: `/content/rules/${at}/conditions`, budget },
      });
    const setBy = setByOf(by);
    const rules = this.unexpired(read);
    const batch = this.dataSource.manager.create(RuleBatchEntity, {
      ...{ id: uuidv7(), siteId, name: body.name, format: body.format, setBy },
      ...{ rules: rules.length, words: read.words, entries: 0 },
      ...{ createdAt: this.clock.now(), revertedAt: null },
    });
    const entries = await this.entriesOf(read, batch);
    Object.assign(batch, { skipped: read.skipped.named, skippedCount: read.skipped.count });
    await this.dataSource.transaction(async (manager) => {
      // before anything else, as whoever changes entries does: otherwise two could wait for each other
      await lockLists(manager, [siteId]);
      await manager.insert(RuleBatchEntity, batch);
      await this.rules.refuseTooMany(manager, siteId, rules.length);
      for (const rule of rules) await this.rules.insert(manager, siteId, rule, setBy, batch.id);
      batch.entries = await this.lists.insert(manager, siteId, entries);
      await joinBatch(manager, { siteId, batchId: batch.id }, entries);
      await manager.update(RuleBatchEntity, { id: batch.id }, { entries: batch.entries });
    });
    return batchView(batch);
  }

  /** The others are named among what was skipped: they would do nothing. */
  private unexpired({ rules, skipped }: Read): Read['rules'] {
    const now = this.clock.now();
    return rules.filter(({ name, expiresAt }, at) => {
      const isLeftOut = isOver(expiresAt, now);
      if (isLeftOut) skipped.add(at + 1, name, `is a rule that ${expiredOn(expiresAt)}`);
      return !isLeftOut;
    });
  }

  /** Those that fit; the others are named among what was skipped. Throws `not-allowed-now`. */
  private async entriesOf({ lists, skipped }: Read, { id, siteId, setBy }: RuleBatchEntity) {
    const entries = new Map<string, ListEntryEntity>();
    const now = this.clock.now();
    for (const [at, given] of lists.entries()) {
      const [wrong] = faultsOfExceptions(given.exceptions);
      const entry = wrong
        ? `${given.exceptions[wrong.at] ?? ''} ${wrong.message}`
        : isOver(given.expiresAt, now)
          ? expiredOn(given.expiresAt)
          : this.lists.entryOf(siteId, given, setBy, id);
      if (typeof entry === 'string') skipped.add(at + 1, given.value, entry);
      else entries.set(`${entry.list} ${entry.key}`, entry);
      if (entries.size > MOST_LIST_ENTRIES) throw tooManyEntries();
      if (at % BREATH === 0) await breathe();
    }
    return [...entries.values()];
  }

  async batches(siteId: string): Promise<RuleBatch[]> {
    const rows = await this.dataSource.manager.find(RuleBatchEntity, {
      where: { siteId },
      order: { id: 'DESC' },
      take: 100,
    });
    return rows.map(batchView);
  }

  /**
   * Takes away what the import brought, is still there and no decision asked for. Throws `not-found`,
   * `already-undone`.
   */
  async revert(id: string): Promise<RuleBatch> {
    const { manager } = this.dataSource;
    const found = await manager.findOneBy(RuleBatchEntity, { id });
    if (!found) throw missingBatch();
    const batch = await this.dataSource.transaction((manager) =>
      // its site first, as whoever deletes the site does: otherwise the two could wait for each other
      changingEntries(manager, found.siteId, () => this.takeAway(manager, id)),
    );
    return batchView(batch);
  }

  private async takeAway(manager: EntityManager, id: string): Promise<RuleBatchEntity> {
    const batch = await manager.findOne(RuleBatchEntity, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!batch) throw missingBatch();
    if (batch.revertedAt)
      throw new DomainError('already-undone', { detail: 'The import is already reverted.' });
    await releaseBatch(manager, id);
    await manager.delete(RuleEntity, { batchId: id });
    batch.revertedAt = this.clock.now();
    return manager.save(batch);
  }

  async export(siteId: string): Promise<RulesFile> {
    const { manager } = this.dataSource;
    const [rules, lists] = await Promise.all([
      manager.find(RuleEntity, { where: { siteId }, order: { id: 'ASC' } }),
      manager.find(ListEntryEntity, {
        where: { siteId },
        order: { id: 'ASC' },
        take: MOST_LIST_ENTRIES,
      }),
    ]);
    return {
      format: 'trackwarden-rules',
      version: 1,
      rules: rules.map(definitionOf),
      lists: lists.map(({ list, scope, value, exceptions, note, expiresAt }) => ({
        ...{ list, scope, value, exceptions, note },
        expiresAt: expiresAt?.toISOString() ?? null,
      })),
    };
  }
}

const missingBatch = () =>
  new DomainError('not-found', { detail: 'There is no import with this id.' });

const expiredOn = (expiresAt: string | null): string =>
  `expired on ${expiresAt?.slice(0, 10) ?? ''}`;

async function readBody({ format, content, name, list }: Body): Promise<Read> {
  if (format === 'json') return { ...fileOf(content), words: 0, skipped: new Skipped() };
  if (typeof content !== 'string')
    throw new DomainError('validation-failed', {
      errors: [{ pointer: '/content', message: 'must be text, one entry a line' }],
    });
  const { rules, words, lists, skipped } =
    format === 'domains'
      ? await readDomains(content, list)
      : await readDisallowedKeys(content, name);
  return {
    rules: rules.map((rule) => createRuleSchema.parse(rule)),
    words,
    lists: lists.map((entry) => createListEntrySchema.parse(entry)),
    skipped,
  };
}

function fileOf(content: Body['content']): RulesFile {
  const parsed = rulesFileSchema.safeParse(typeof content === 'string' ? jsonOf(content) : content);
  if (parsed.success) return parsed.data;
  throw validationFailed(
    parsed.error.issues.map((issue) => ({ ...issue, path: ['content', ...issue.path] })),
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DomainError('validation-failed', {
      errors: [{ pointer: '/content', message: 'is not well-formed JSON' }],
    });
  }
}
