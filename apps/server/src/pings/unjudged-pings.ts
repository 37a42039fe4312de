// Pings whose evaluation fails again and again: a person decides instead, and nothing is lost.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PingStatus } from '@trackwarden/contracts';
import { Clock } from '../clock.js';
import { isServerAway } from '../is-server-away.js';
import { Outgoing } from '../outgoing.js';
import { PingTransitions, type Outcome } from './ping-transitions.js';

/** Failures that are not those of a server that is away; the evaluation that succeeds forgets them. */
export const MOST_ATTEMPTS = 10;

/** A mention that is public is looked at again all the same. */
const AGAIN_AFTER_MS = 86_400_000;

/** What the queue and the timeline say; the log tells more, which is nothing for a page. */
const BECAUSE = `Could not be judged: the check failed ${MOST_ATTEMPTS} times, and the log says why. A person decides.`;

type Row = { status: PingStatus; held: boolean; site_id: string; is_decided: boolean };

const GIVE_UP = `
  UPDATE pings SET evaluation_due_at = NULL, evaluation_attempts = 0, deferred = false,
    because = CASE WHEN status IN ('received', 'pending')
      AND decided_kind IS DISTINCT FROM 'person' THEN $2 ELSE because END,
    next_check_at = CASE WHEN published IS NULL THEN next_check_at ELSE $3 END
  WHERE id = $1 AND evaluation_due_at IS NOT NULL
  RETURNING status, held, site_id, decided_kind IS NOT DISTINCT FROM 'person' AS is_decided`;

@Injectable()
export class UnjudgedPings {
  private readonly logger = new Logger('evaluate');

  constructor(
    private readonly dataSource: DataSource,
    private readonly transitions: PingTransitions,
    private readonly outgoing: Outgoing,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws the error again until it has been enough. What comes of a server that is away, or of our
   * own end, says nothing about the ping and is not counted.
   */
  async afterFailure(pingId: string, error: unknown): Promise<void> {
    if (isServerAway(error) || this.outgoing.signal.aborted) throw error;
    if ((await this.countFailure(pingId)) < MOST_ATTEMPTS) throw error;
    await this.leaveToPerson(pingId, error);
  }

  private async countFailure(pingId: string): Promise<number> {
    const [rows] = await this.dataSource.query<[{ attempts: number }[], number]>(
      `UPDATE pings SET evaluation_attempts = evaluation_attempts + 1 WHERE id = $1
       RETURNING evaluation_attempts AS attempts`,
      [pingId],
    );
    return rows[0]?.attempts ?? 0;
  }

  /** `error` is what the last attempt failed of, where it is known. */
  async leaveToPerson(pingId: string, error: unknown = null): Promise<void> {
    const { row, outcome } = await this.dataSource.transaction((manager) =>
      this.write(manager, pingId),
    );
    if (!row) return;
    this.logger.error({
      msg: 'ping could not be judged, a person decides',
      ping: pingId,
      site: row.site_id,
      error: error instanceof Error ? `${error.name}: ${error.message}` : null,
    });
    if (outcome) await this.transitions.announce(outcome);
  }

  private async write(
    manager: EntityManager,
    pingId: string,
  ): Promise<{ row: Row | undefined; outcome: Outcome | null }> {
    const again = new Date(this.clock.now().getTime() + AGAIN_AFTER_MS);
    const [rows] = await manager.query<[Row[], number]>(GIVE_UP, [pingId, BECAUSE, again]);
    const [row] = rows;
    // what was judged before, and what a person put off, keeps its place
    const isUndecided =
      row?.status === 'received' || (row?.status === 'pending' && !row.is_decided);
    if (!row || !isUndecided) return { row, outcome: null };
    const outcome = await this.transitions.transition(
      manager,
      [{ pingId, to: { status: 'pending', held: row.held } }],
      { actor: { kind: 'policy', id: null }, because: BECAUSE, decisionId: null, holdMs: 0 },
    );
    return { row, outcome };
  }
}
