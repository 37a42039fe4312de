// Block and trust lists: add, change, remove entries by scope.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import {
  MOST_LIST_ENTRIES,
  type createListEntrySchema,
  type List,
  type AddedListEntry,
  type ListEntry,
  type listEntryQuerySchema,
  type SetBy,
  type updateListEntrySchema,
} from '@trackwarden/contracts';
import type { Principal } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import { ListEntryEntity } from '../database/entities/rule.entity.js';
import { DomainError } from '../errors.js';
import { byId, decodeCursor, pageOf } from '../pings/keyset.js';
import { hostName, placeOf } from './addresses.js';
import { isAskedFor, takeOver } from './entry-owners.js';
import { refusePast } from './expiry.js';
import { entryKey } from './list-keys.js';
import { listEntryView } from './rule-view.js';
import { setByOf } from './rules.service.js';
import { changingEntries } from './settings-lists.js';

type Create = z.output<typeof createListEntrySchema>;

const LONGEST_KEY = 2_400;
const ROWS_AT_ONCE = 2_000;
// one parameter for all rows: a statement of many thousand parameters takes long to be built
const INSERT = `
  INSERT INTO list_entries (id, site_id, list, scope, value, key, network, exceptions, note,
    expires_at, batch_id, set_by, created_at)
  SELECT id, site_id, list, scope, value, key, network, exceptions, note,
    expires_at, batch_id, set_by, created_at
  FROM jsonb_to_recordset($1::jsonb) AS row (id uuid, site_id uuid, list text, scope text, value text,
    key text, network inet, exceptions text[], note text, expires_at timestamptz, batch_id uuid,
    set_by jsonb, created_at timestamptz)
  ON CONFLICT DO NOTHING RETURNING id`;

const rowOf = (entry: ListEntryEntity) => ({
  ...{ id: entry.id, site_id: entry.siteId, list: entry.list, scope: entry.scope },
  ...{ value: entry.value, key: entry.key, network: entry.network, note: entry.note },
  ...{ exceptions: entry.exceptions, expires_at: entry.expiresAt, batch_id: entry.batchId },
  ...{ set_by: entry.setBy, created_at: entry.createdAt },
});

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

  /**
   * An entry that stands because of a decision is the caller's then: the undo of the decision leaves
   * it. Throws `validation-failed` for a value that does not fit its scope, and `already-exists`.
   */
  async create(siteId: string, body: Create, by: Principal): Promise<AddedListEntry> {
    const entry = this.entryOf(siteId, body, setByOf(by), null);
    if (typeof entry === 'string')
      throw new DomainError('validation-failed', {
        errors: [{ pointer: '/value', message: entry }],
      });
    refuseWrongExceptions(body.exceptions);
    refusePast(body.expiresAt, null, this.clock.now());
    const id = await this.dataSource.transaction((manager) =>
      changingEntries(manager, siteId, async () => {
        if ((await this.insert(manager, siteId, [entry])) > 0) return entry.id;
        const taken = await takeOver(manager, entry);
        if (taken !== null) return taken;
        throw new DomainError('already-exists', {
          detail: `${entry.value} is on the list already.`,
        });
      }),
    );
    return { ...listEntryView(await this.one(id)), isNew: id === entry.id };
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
    // what an index of the database takes
    if (keyed.key.length > LONGEST_KEY) return `is longer than ${LONGEST_KEY} characters in full`;
    return Object.assign(new ListEntryEntity(), {
      ...{ id: uuidv7(), siteId, list, scope, ...keyed, exceptions, note, batchId, setBy },
      decisionId: null,
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
      ...{ hits: 0, lastHitAt: null, createdAt: this.clock.now() },
    });
  }

  /** Those that are there already stay as they are. Answers how many are new; throws `not-allowed-now`. */
  async insert(
    manager: EntityManager,
    siteId: string,
    entries: readonly ListEntryEntity[],
  ): Promise<number> {
    let added = 0;
    for (let from = 0; from < entries.length; from += ROWS_AT_ONCE) {
      const rows = entries.slice(from, from + ROWS_AT_ONCE).map(rowOf);
      const inserted = await manager.query<unknown[]>(INSERT, [JSON.stringify(rows)]);
      added += inserted.length;
    }
    if (added > 0) await this.refuseTooMany(manager, siteId);
    return added;
  }

  private async refuseTooMany(manager: EntityManager, siteId: string): Promise<void> {
    // one after the other: two imports at once would both find room
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `list entries of ${siteId}`,
    ]);
    if ((await manager.countBy(ListEntryEntity, { siteId })) > MOST_LIST_ENTRIES)
      throw tooManyEntries();
  }

  /** Throws `not-found`. */
  async update(id: string, change: z.output<typeof updateListEntrySchema>): Promise<ListEntry> {
    refuseWrongExceptions(change.exceptions ?? []);
    const { siteId } = await this.one(id);
    const entry = await this.dataSource.transaction((manager) =>
      changingEntries(manager, siteId, async () => {
        const entry = await manager.findOneBy(ListEntryEntity, { id });
        if (!entry) throw missing();
        refusePast(change.expiresAt, entry.expiresAt, this.clock.now());
        entry.exceptions = change.exceptions ?? entry.exceptions;
        entry.note = change.note ?? entry.note;
        // it is its changer's now: the undo of a decision leaves it, also by way of an import
        if (await isAskedFor(manager, id)) entry.batchId = null;
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

/** Which exceptions are no places, and a sentence on each. */
export const faultsOfExceptions = (exceptions: readonly string[]) =>
  exceptions.flatMap((exception, at) => {
    const place = placeOf(exception);
    return place === null || place.host === '' || hostName(place.host) === null
      ? [{ at, message: 'must be a host or the beginning of an address' }]
      : [];
  });

function refuseWrongExceptions(exceptions: readonly string[]): void {
  const errors = faultsOfExceptions(exceptions).map(({ at, message }) => ({
    pointer: `/exceptions/${at}`,
    message,
  }));
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
}

export const tooManyEntries = () =>
  new DomainError('not-allowed-now', {
    detail: `The lists of a site take at most ${MOST_LIST_ENTRIES} entries together.`,
  });

const missing = () => new DomainError('not-found', { detail: 'There is no entry with this id.' });
