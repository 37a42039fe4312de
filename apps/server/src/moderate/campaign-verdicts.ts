// The verdict that stands on a campaign, for those who join it later.
import type { EntityManager } from 'typeorm';
import type { Verdict } from '@trackwarden/contracts';

/** So long later members take the verdict over; then a person looks again. */
const INHERITED_FOR_MS = 7 * 86_400_000;

/** Answers false when there is no such campaign, or it was dissolved. */
export async function beginInheritance(
  manager: EntityManager,
  campaignId: string,
  { id, verdict }: { id: string; verdict: Verdict },
  now: Date,
): Promise<boolean> {
  const until = verdict === 'hold' ? null : new Date(now.getTime() + INHERITED_FOR_MS);
  const [rows] = await manager.query<[unknown[], number]>(
    `UPDATE campaigns SET decision_id = $2, verdict = $3, inherits_until = $4
     WHERE id = $1 AND dissolved_at IS NULL RETURNING id`,
    [campaignId, id, verdict, until],
  );
  return rows.length > 0;
}

/** Waits for evaluations that inherit just now; later ones inherit nothing. */
export async function endInheritance(manager: EntityManager, decisionId: string): Promise<void> {
  await manager.query(
    `UPDATE campaigns SET decision_id = NULL, verdict = NULL, inherits_until = NULL
     WHERE decision_id = $1`,
    [decisionId],
  );
}
