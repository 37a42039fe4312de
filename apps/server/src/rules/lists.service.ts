// Block and trust lists: add, change, remove entries by scope.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type {
  createListEntrySchema,
  List,
  ListEntry,
  listEntryQuerySchema,
  SetBy,
  updateListEntrySchema,
} from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { ListEntryEntity } from '../database/entities/rule.entity.js';
import { DomainError } from '../errors.js';
import { byId, decodeCursor, pageOf } from '../pings/keyset.js';
import { placeOf } from './addresses.js';
import { entryKey } from './list-keys.js';
import { listEntryView } from './rule-view.js';
import { setByOf } from './rules.service.js';
import { changingEntries } from './settings-lists.js';

type Create = z.output<typeof createListEntrySchema>;

@Injectable()
export class ListsService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(
    siteId: string,
    { limit, cursor, list, q }: z.output<typeof listEntryQuerySchema>,
  ): Promise<List<ListEntry>> {
    const query = this.dataSource.manager
      .createQueryBuilder(ListEntryEntity, 'entry')
      .where('entry.site_id = :siteId', { siteId })
      .orderBy('entry.id', 'DESC')
      .limit(limit + 1);
    if (list) query.andWhere('entry.list = :list', { list });
    if (q?.trim())
      query.andWhere('(entry.value ILIKE :q OR entry.note ILIKE :q)', {
        q: `%${q.trim().replace(/[\\%_]/g, '\\$&')}%`,
      });
    if (cursor) query.andWhere('entry.id < :before', { before: decodeCursor(cursor, byId)[0] });
    return pageOf(await query.getMany(), limit, listEntryView, ({ id }) => [id]);
  }

  /** Throws `validation-failed` for a value that does not fit its scope, and `already-exists`. */
  async create(siteId: string, body: Create, by: Principal): Promise<ListEntry> {
    const entry = this.entryOf(siteId, body, setByOf(by), null);
    if (typeof entry === 'string')
      throw new DomainError('validation-failed', {
        errors: [{ pointer: '/value', message: entry }],
      });
    refuseWrongExceptions(body.exceptions);
    await this.dataSource.transaction((manager) =>
      changingEntries(manager, siteId, async () => {
        if ((await this.insert(manager, [entry])) > 0) return;
        throw new DomainError('already-exists', {
          detail: `${entry.value} is on the list already.`,
        });
      }),
    );
    return listEntryView(entry);
  }

  /** The entry, or a sentence on why the value does not fit its scope. */
  entryOf(
    siteId: string,
    { list, scope, value: given, exceptions, note, expiresAt }: Create,
    setBy: SetBy,
    batchId: string | null,
  ): ListEntryEntity | string {
    const keyed = entryKey(scope, given);
    if (typeof keyed === 'string') return keyed;
    return this.dataSource.manager.create(ListEntryEntity, {
      ...{ id: uuidv7(), siteId, list, scope, ...keyed, exceptions, note, batchId, setBy },
      decisionId: null,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      ...{ hits: 0, lastHitAt: null, createdAt: this.clock.now() },
    });
  }

  /** Those that are there already stay as they are. Answers how many are new. */
  async insert(manager: EntityManager, entries: readonly ListEntryEntity[]): Promise<number> {
    let added = 0;
    for (let from = 0; from < entries.length; from += 2_000) {
      const result = await manager
        .createQueryBuilder()
        .insert()
        .into(ListEntryEntity)
        .values(entries.slice(from, from + 2_000))
        .orIgnore()
        .returning('id')
        .execute();
      added += (result.raw as unknown[]).length;
    }
    return added;
  }

  /** Throws `not-found`. */
  async update(id: string, change: z.output<typeof updateListEntrySchema>): Promise<ListEntry> {
    refuseWrongExceptions(change.exceptions ?? []);
    const { siteId } = await this.one(id);
    const entry = await this.dataSource.transaction((manager) =>
      changingEntries(manager, siteId, async () => {
        const entry = await manager.findOneBy(ListEntryEntity, { id });
        if (!entry) throw missing();
        entry.exceptions = change.exceptions ?? entry.exceptions;
        entry.note = change.note ?? entry.note;
        // it is its changer's now: the undo of a decision leaves it
        entry.decisionId = null;
        if (change.expiresAt !== undefined)
          entry.expiresAt = change.expiresAt === null ? null : new Date(change.expiresAt);
        return manager.save(entry);
      }),
    );
    return listEntryView(entry);
  }

  /** Throws `not-found`. */
  async delete(id: string): Promise<void> {
    const { siteId } = await this.one(id);
    await this.dataSource.transaction((manager) =>
      changingEntries(manager, siteId, () => manager.delete(ListEntryEntity, { id })),
    );
  }

  private async one(id: string): Promise<ListEntryEntity> {
    const entry = await this.dataSource.manager.findOneBy(ListEntryEntity, { id });
    if (!entry) throw missing();
    return entry;
  }
}

function refuseWrongExceptions(exceptions: readonly string[]): void {
  const errors = exceptions.flatMap((exception, at) => {
    const place = placeOf(exception);
    return place === null || place.host === ''
      ? [{ pointer: `/exceptions/${at}`, message: 'must be a host or the beginning of an address' }]
      : [];
  });
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
}

const missing = () => new DomainError('not-found', { detail: 'There is no entry with this id.' });
