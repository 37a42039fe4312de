// Keeps the domain lists of the settings and the lists by scope the same: two doors to one list.
import { In, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { ListKind, SetBy, SiteSettings } from '@trackwarden/contracts';
import { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { entryKey } from './list-keys.js';

const settingOf = { block: 'blockedDomains', trust: 'trustedDomains' } as const satisfies Record<
  ListKind,
  keyof SiteSettings
>;
const SETTINGS: SetBy = { kind: 'settings', id: null, name: 'Settings' };
const kinds = ['block', 'trust'] as const;

/** What the settings can say: a domain for good, with all below it; imports are too long for them. */
const PLAIN = `scope = 'domain' AND expires_at IS NULL AND exceptions = '{}'
  AND (batch_id IS NULL OR decision_id IS NOT NULL)`;

/** Those that the settings name; later ones they have no room for. */
const NAMED = `FROM list_entries WHERE site_id = $1 AND list = $2 AND ${PLAIN}
  ORDER BY created_at, id LIMIT 10000`;

/** A change of entries, after which the settings follow; sites wait for each other, and for the settings. */
export async function changingEntries<T>(
  manager: EntityManager,
  siteId: string,
  change: () => Promise<T>,
): Promise<T> {
  // the site first, as a change of its settings does: otherwise two changes could wait for each other
  const site = await manager.findOne(SiteEntity, {
    where: { id: siteId },
    lock: { mode: 'pessimistic_write' },
  });
  const result = await change();
  if (site) await follow(manager, site);
  return result;
}

/** For a change of many sites' entries by a decision, after its pings are locked: whoever sends pings goes on. */
export async function lockLists(manager: EntityManager, siteIds: readonly string[]): Promise<void> {
  await manager.query('SELECT id FROM sites WHERE id = ANY($1) ORDER BY id FOR NO KEY UPDATE', [
    siteIds,
  ]);
}

/** After such a change. */
export async function listsFollow(
  manager: EntityManager,
  siteIds: readonly string[],
): Promise<void> {
  const sites = await manager.findBy(SiteEntity, { id: In([...siteIds]) });
  for (const site of sites) await follow(manager, site);
}

async function follow(manager: EntityManager, site: SiteEntity): Promise<void> {
  for (const list of kinds)
    site.settings[settingOf[list]] = await plainDomains(manager, site.id, list);
  await manager.save(site);
}

/** Throws `validation-failed` for a new value that no list would take. */
export function refuseWrongDomains(before: SiteSettings, after: SiteSettings): void {
  const errors = Object.values(settingOf).flatMap((setting) => {
    const known = new Set(before[setting]);
    return after[setting].flatMap((domain, at) => {
      const entry = known.has(domain) ? null : entryKey('domain', domain);
      return typeof entry === 'string'
        ? [{ pointer: `/settings/${setting}/${at}`, message: entry }]
        : [];
    });
  });
  if (errors.length > 0) throw new DomainError('validation-failed', { errors });
}

/** The entries as the settings have just been given. */
export async function settingsToEntries(
  manager: EntityManager,
  site: SiteEntity,
  now: Date,
): Promise<void> {
  for (const list of kinds) {
    const wanted = new Map(
      site.settings[settingOf[list]].flatMap((domain) => {
        const entry = entryKey('domain', domain);
        // only what stood on the list already comes this far: it stays
        return typeof entry === 'string'
          ? [[`domain:${domain}`, domain] as const]
          : [[entry.key, entry.value] as const];
      }),
    );
    await manager.query(
      `DELETE FROM list_entries WHERE id IN (SELECT id ${NAMED}) AND NOT (key = ANY($3))`,
      [site.id, list, [...wanted.keys()]],
    );
    await manager.query(
      `INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at)
       SELECT row.id, $1, $2, 'domain', row.value, row.key, $5, $6
       FROM unnest($7::uuid[], $3::text[], $4::text[]) AS row (id, key, value)
       ON CONFLICT (site_id, list, key) DO NOTHING`,
      [
        site.id,
        list,
        [...wanted.keys()],
        [...wanted.values()],
        JSON.stringify(SETTINGS),
        now,
        [...wanted].map(() => uuidv7()),
      ],
    );
  }
}

async function plainDomains(
  manager: EntityManager,
  siteId: string,
  list: ListKind,
): Promise<string[]> {
  const rows = await manager.query<{ value: string }[]>(`SELECT value ${NAMED}`, [siteId, list]);
  return rows.map(({ value }) => value);
}
