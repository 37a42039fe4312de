// Draws a share of the automatic decisions for people to look at, and notes what they find.
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PingStatus } from '@trackwarden/contracts';
import { SECRET } from '../config/config.token.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import type { ActorKind } from '../pings/lifecycle.js';
import { signatureOf } from '../secrets.js';
import { answerable, nextAudit, type AuditStep } from './next-audit.js';

/** No site may have a larger share drawn: what lies above it need not be asked about. */
const LARGEST_SHARE = 0.2;

type Change = { ping: PingEntity; from: { status: PingStatus } };

@Injectable()
export class AuditTrail {
  constructor(@Inject(SECRET) private readonly secret: string) {}

  /** In the transaction of the change, before its rows are written: `ping.audit` is set here. */
  async follow(
    manager: EntityManager,
    changes: readonly Change[],
    { by, decisionId, now }: { by: ActorKind; decisionId: string | null; now: Date },
  ): Promise<void> {
    const steps = changes.map(({ ping, from }) => nextAudit(ping, from.status, by));
    const pings = (step: AuditStep) =>
      changes.filter((_, at) => steps[at] === step).map(({ ping }) => ping);
    await this.draw(manager, pings('draw'), now);
    await answer(manager, pings('answer'), decisionId, now);
    await reopen(manager, pings('reopen'));
    await drop(manager, pings('drop'));
  }

  /** The same ping is always drawn, or never, and who sends it cannot know which. */
  private chanceOf(pingId: string): number {
    const bytes = Buffer.from(signatureOf(this.secret, 'audit', pingId), 'base64url');
    return bytes.readUIntBE(0, 6) / 2 ** 48;
  }

  private async draw(manager: EntityManager, pings: PingEntity[], now: Date): Promise<void> {
    const likely = pings
      .map((ping) => ({ ping, chance: this.chanceOf(ping.id) }))
      .filter(({ chance }) => chance < LARGEST_SHARE);
    const drawn = await keepDrawn(manager, likely, now);
    for (const ping of pings.filter(({ id }) => drawn.has(id))) ping.audit = 'waiting';
    await drop(
      manager,
      pings.filter(({ id, audit }) => audit !== null && !drawn.has(id)),
    );
  }
}

async function keepDrawn(
  manager: EntityManager,
  likely: readonly { ping: PingEntity; chance: number }[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (likely.length === 0) return new Set();
  const column = <T>(value: (ping: PingEntity) => T): T[] => likely.map(({ ping }) => value(ping));
  const rows = await manager.query<{ ping_id: string }[]>(DRAW, [
    now,
    column(({ id }) => id),
    column(({ siteId }) => siteId),
    likely.map(({ chance }) => chance),
    column(({ band }) => band),
    column(({ score }) => score),
    column(({ status }) => status),
    column(answerable),
  ]);
  return new Set(rows.map(({ ping_id }) => ping_id));
}

async function answer(
  manager: EntityManager,
  pings: PingEntity[],
  decisionId: string | null,
  now: Date,
): Promise<void> {
  if (pings.length === 0) return;
  for (const ping of pings) ping.audit = 'looked';
  await manager.query(
    `UPDATE audits SET looked_at = $1, verdict = row.status, decision_id = $2
     FROM unnest($3::uuid[], $4::text[]) AS row (id, status) WHERE ping_id = row.id`,
    [now, decisionId, pings.map(({ id }) => id), pings.map(({ status }) => status)],
  );
}

async function reopen(manager: EntityManager, pings: PingEntity[]): Promise<void> {
  if (pings.length === 0) return;
  for (const ping of pings) ping.audit = 'waiting';
  await manager.query(
    `UPDATE audits SET looked_at = NULL, verdict = NULL, decision_id = NULL WHERE ping_id = ANY($1)`,
    [pings.map(({ id }) => id)],
  );
}

async function drop(manager: EntityManager, pings: PingEntity[]): Promise<void> {
  if (pings.length === 0) return;
  for (const ping of pings) ping.audit = null;
  await manager.query('DELETE FROM audits WHERE ping_id = ANY($1)', [pings.map(({ id }) => id)]);
}

const DRAW = `
  INSERT INTO audits (ping_id, site_id, band, score, model, status, by_what, drawn_at)
  SELECT row.id, sites.id, row.band, row.score, last.model, row.status, row.by_what, $1::timestamptz
  FROM unnest($2::uuid[], $3::uuid[], $4::double precision[], $5::text[], $6::real[], $7::text[],
    $8::text[]) AS row (id, site_id, chance, band, score, status, by_what)
  JOIN sites ON sites.id = row.site_id
  LEFT JOIN LATERAL (SELECT judgement->>'model' AS model FROM evidence WHERE ping_id = row.id
    ORDER BY checked_at DESC, id DESC LIMIT 1) AS last ON true
  WHERE row.chance * 100 < (settings->>'auditShare')::double precision
  ON CONFLICT (ping_id) DO UPDATE SET band = excluded.band, score = excluded.score,
    model = excluded.model, status = excluded.status, by_what = excluded.by_what,
    drawn_at = excluded.drawn_at
  RETURNING ping_id`;
