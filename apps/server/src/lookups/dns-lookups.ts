// What lists in the DNS say of a ping's sender and source; remembered as long as they allow, an hour at most.
import { Injectable } from '@nestjs/common';
import type { DnsList } from '@trackwarden/contracts';
import type { Opinions } from '@trackwarden/scoring';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { DnsListsHealth } from './dns-list-health.js';
import { meaningOf, questionFor, type ListAnswer } from './dns-list-names.js';
import { NameServers, NoAnswer } from './name-servers.js';

const LONGEST_MS = 3_600_000;
const MOST_REMEMBERED = 10_000;
/** What a listing counts where the owner says nothing else, in log-odds. */
const USUAL_POINTS = 1.2;

/** One list's word; `unanswered` begins a sentence. */
type Word = { listed: Opinions['listed'][number] } | { unanswered: string } | null;

@Injectable()
export class DnsLookups {
  private readonly remembered = new Map<string, { answer: ListAnswer; untilMs: number }>();

  constructor(
    private readonly servers: NameServers,
    private readonly health: DnsListsHealth,
    private readonly clock: Clock,
  ) {}

  async of(
    ping: PingEntity,
    lists: readonly DnsList[],
  ): Promise<Pick<Opinions, 'listed' | 'unanswered'>> {
    const words = await Promise.all(lists.map((list) => this.wordOf(list, ping)));
    return {
      listed: words.flatMap((word) => (word && 'listed' in word ? [word.listed] : [])),
      unanswered: words.flatMap((word) => (word && 'unanswered' in word ? [word.unanswered] : [])),
    };
  }

  /** A list that does not work says nothing, and its owner can see why. */
  private async wordOf(list: DnsList, ping: PingEntity): Promise<Word> {
    const { zone, of, points = USUAL_POINTS } = list;
    const name = questionFor(list, ping);
    if (name === null) return null;
    const { state } = await this.health.of(list);
    if (state === 'broken') return null;
    const unanswered = `The DNS list ${zone} did not answer`;
    if (state !== 'healthy') return { unanswered };
    try {
      const answer = await this.ask(list, name);
      if (answer.kind === 'listed') return { listed: { zone, of, points } };
      if (answer.kind === 'not-listed') return null;
      await this.health.note(list, 'broken', answer.reason);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      await this.health.note(list, 'silent', error.message);
    }
    return { unanswered };
  }

  private async ask({ of }: DnsList, name: string): Promise<ListAnswer> {
    const nowMs = this.clock.now().getTime();
    const known = this.remembered.get(name);
    if (known && known.untilMs > nowMs) return known.answer;
    const { addresses, ttlSeconds } = await this.servers.addressesOf(name);
    const answer = meaningOf(of, addresses);
    // what was put in first is forgotten first
    for (const oldest of this.remembered.keys()) {
      if (this.remembered.size < MOST_REMEMBERED) break;
      this.remembered.delete(oldest);
    }
    const untilMs = nowMs + Math.min(LONGEST_MS, ttlSeconds * 1000);
    if (answer.kind !== 'error') this.remembered.set(name, { answer, untilMs });
    return answer;
  }
}
