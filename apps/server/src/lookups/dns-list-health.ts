// Whether a list in the DNS works, by the test entries that each has (RFC 5782, section 5).
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DnsList, DnsListHealth } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { meaningOf, testEntries, type ListAnswer } from './dns-list-names.js';
import { NameServers, NoAnswer } from './name-servers.js';

const HOUR_MS = 3_600_000;
const FRESH_MS = 6 * HOUR_MS;
/** A list that gave no answer is tried again soon. */
const FRESH_SILENCE_MS = 60_000;

type Row = { state: DnsListHealth['state']; reason: string | null; checked_at: Date };
type Named = Pick<DnsList, 'zone' | 'of'>;

@Injectable()
export class DnsListsHealth {
  private readonly running = new Map<string, Promise<DnsListHealth>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly servers: NameServers,
    private readonly clock: Clock,
  ) {}

  /** As it was found last; `unknown` before the first look. */
  async known({ zone, of }: Named): Promise<DnsListHealth> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT state, reason, checked_at FROM dns_list_health WHERE zone = $1 AND of = $2',
      [zone, of],
    );
    return row
      ? { state: row.state, reason: row.reason, checkedAt: row.checked_at.toISOString() }
      : { state: 'unknown', reason: null, checkedAt: null };
  }

  /** Looked at again when that is long ago. */
  async of(list: Named): Promise<DnsListHealth> {
    const known = await this.known(list);
    const freshMs = known.state === 'silent' ? FRESH_SILENCE_MS : FRESH_MS;
    const now = this.clock.now().getTime();
    const isFresh = known.checkedAt !== null && now - Date.parse(known.checkedAt) < freshMs;
    return isFresh ? known : this.look(list);
  }

  /** Tries the list now; one try at a time in a process. */
  async look(list: Named): Promise<DnsListHealth> {
    const key = `${list.of} ${list.zone}`;
    const running = this.running.get(key) ?? this.ask(list);
    this.running.set(key, running);
    try {
      return await running;
    } finally {
      this.running.delete(key);
    }
  }

  /** A question about a ping has shown that something is wrong. */
  async note(
    { zone, of }: Named,
    state: DnsListHealth['state'],
    reason: string | null,
  ): Promise<DnsListHealth> {
    const now = this.clock.now();
    await this.dataSource.query(
      `INSERT INTO dns_list_health (zone, of, state, reason, checked_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (zone, of) DO UPDATE SET state = excluded.state, reason = excluded.reason,
         checked_at = excluded.checked_at`,
      [zone, of, state, reason, now],
    );
    return { state, reason, checkedAt: now.toISOString() };
  }

  private async ask(list: Named): Promise<DnsListHealth> {
    const entries = testEntries(list.zone)[list.of];
    try {
      const [listed, free] = await Promise.all(
        [entries.listed, entries.free].map((name) => this.servers.addressesOf(name)),
      );
      const wrong = faultOf(
        meaningOf(list.of, listed?.addresses ?? []),
        meaningOf(list.of, free?.addresses ?? []),
      );
      return await this.note(list, wrong === null ? 'healthy' : 'broken', wrong);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return this.note(list, 'silent', error.message);
    }
  }
}

function faultOf(listed: ListAnswer, free: ListAnswer): string | null {
  if (listed.kind === 'error') return listed.reason;
  // a list that lists everything may say so by an address of its own
  if (free.kind !== 'not-listed') return 'it lists its test entry that is never listed';
  if (listed.kind !== 'listed') return 'it does not list its test entry that is always listed';
  return null;
}
