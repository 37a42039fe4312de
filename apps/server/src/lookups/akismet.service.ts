// The Akismet-compatible service of a site: its key, its word on a ping (asked for once), its health.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { AkismetState, Ping } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { DomainError } from '../errors.js';
import { AkismetClient, type AkismetAccount, type AkismetVerdict } from './akismet-client.js';
import { questionOf } from './akismet-question.js';

/** A refused key is tried again after so long; a service that did not answer, sooner. */
const AGAIN_MS = { valid: 0, invalid: 6 * 3_600_000, silent: 60_000 };

type State = AkismetState['state'];
type Row = AkismetAccount & { state: State; reason: string | null; checked_at: Date };

/** Its verdict, or that it gave none. */
export type AkismetWord = { verdict: AkismetVerdict } | { unanswered: true } | null;

@Injectable()
export class Akismet {
  constructor(
    private readonly dataSource: DataSource,
    private readonly client: AkismetClient,
    private readonly clock: Clock,
  ) {}

  /** Null where the owner asks no such service. The key is never shown. */
  async stateOf(siteId: string): Promise<AkismetState | null> {
    const row = await this.rowOf(siteId);
    if (row === null) return null;
    const { url, state, reason, checked_at } = row;
    return { url, state, reason, checkedAt: checked_at.toISOString() };
  }

  /** Throws `validation-failed` when the service refuses the key. */
  async use(site: SiteEntity, given: AkismetAccount): Promise<void> {
    const account = { ...given, url: given.url.replace(/\/+$/, '') };
    const answer = await this.client.verifyKey(account, blogOf(site));
    if (answer.kind === 'invalid')
      throw new DomainError('validation-failed', {
        errors: [{ pointer: '/key', message: `is not taken by the service: ${answer.reason}` }],
      });
    await this.dataSource.query(
      `INSERT INTO akismet_accounts (site_id, url, key, state, reason, checked_at)
       VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (site_id) DO UPDATE SET url = excluded.url, key = excluded.key,
         state = excluded.state, reason = excluded.reason, checked_at = excluded.checked_at`,
      [site.id, account.url, account.key, ...stateIn(answer), this.clock.now()],
    );
  }

  async stop(siteId: string): Promise<void> {
    await this.dataSource.query('DELETE FROM akismet_accounts WHERE site_id = $1', [siteId]);
  }

  /** Asks the service now whether it takes the key. */
  async verify(site: SiteEntity): Promise<void> {
    const row = await this.rowOf(site.id);
    if (row !== null) await this.note(site.id, await this.client.verifyKey(row, blogOf(site)));
  }

  /** Its word on a ping: as it said before, or asked for now. */
  async wordOn(ping: PingEntity, site: SiteEntity, found: Ping['extracted']): Promise<AkismetWord> {
    const row = await this.rowOf(site.id);
    if (row === null) return null;
    const [known] = await this.dataSource.query<{ verdict: AkismetVerdict }[]>(
      'SELECT verdict FROM akismet_verdicts WHERE ping_id = $1',
      [ping.id],
    );
    if (known) return { verdict: known.verdict };
    const restedMs = this.clock.now().getTime() - row.checked_at.getTime();
    // a refused key says nothing, and its owner can see why
    if (restedMs < AGAIN_MS[row.state])
      return row.state === 'invalid' ? null : { unanswered: true };
    const answer = await this.client.check(row, questionOf(ping, found, blogOf(site)));
    if (answer.kind !== 'said' || row.state !== 'valid') await this.note(site.id, answer);
    if (answer.kind !== 'said') return { unanswered: true };
    await this.keep(ping.id, answer.said);
    return { verdict: answer.said };
  }

  private async keep(pingId: string, verdict: AkismetVerdict): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO akismet_verdicts (ping_id, site_id, verdict, at)
       SELECT id, site_id, $2::text, $3::timestamptz FROM pings WHERE id = $1
       ON CONFLICT (ping_id) DO NOTHING`,
      [pingId, verdict, this.clock.now()],
    );
  }

  private async note(siteId: string, answer: Parameters<typeof stateIn>[0]): Promise<void> {
    await this.dataSource.query(
      'UPDATE akismet_accounts SET state = $2, reason = $3, checked_at = $4 WHERE site_id = $1',
      [siteId, ...stateIn(answer), this.clock.now()],
    );
  }

  private async rowOf(siteId: string): Promise<Row | null> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT url, key, state, reason, checked_at FROM akismet_accounts WHERE site_id = $1',
      [siteId],
    );
    return row ?? null;
  }
}

export const blogOf = ({ origins }: Pick<SiteEntity, 'origins'>): string => `${origins[0] ?? ''}/`;

function stateIn(
  answer: { kind: 'said' } | { kind: 'invalid' | 'silent'; reason: string },
): [State, string | null] {
  return answer.kind === 'said' ? ['valid', null] : [answer.kind, answer.reason];
}
