// Pings that were placed by a model which still knew what a person had taken back: they are looked at again.
import type { DataSource } from 'typeorm';
import type { Order } from './wanted-lessons.js';

/** A flood of them is not asked for anew. */
const MOST = 1_000;

// in the order in which decisions lock them, so that none waits for the other in a circle
const LOOK_AGAIN = `
  UPDATE pings SET next_check_at = $3
  WHERE id IN (SELECT id FROM pings
    WHERE site_id = $1 AND decided_at >= $2 AND decided_kind = 'policy' AND decided_id IS NULL
      AND status IN ('spam', 'approved') AND evaluation_due_at IS NULL
    ORDER BY id LIMIT ${MOST} FOR UPDATE)`;

/** `orders` were carried out by taking lessons back: what the policy decided since they were given was decided too early. */
export async function lookAgainAt(
  dataSource: DataSource,
  siteId: string,
  orders: readonly Pick<Order, 'orderedAt'>[],
  now: Date,
): Promise<void> {
  const [first] = orders
    .map(({ orderedAt }) => orderedAt)
    .sort((a, b) => a.getTime() - b.getTime());
  if (first) await dataSource.query(LOOK_AGAIN, [siteId, first, now]);
}
