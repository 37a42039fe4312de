// Orders of lessons that a version has carried out, or could not.
import type { EntityManager } from 'typeorm';
import type { Order } from './wanted-lessons.js';

const columns = (orders: readonly Order[]) => [
  orders.map(({ pingId }) => pingId),
  orders.map(({ version }) => version),
];

/** An order that was written anew meanwhile stays, as does one that is being written. */
const CARRIED_OUT = `ping_id IN (SELECT own.ping_id FROM lesson_orders AS own
  JOIN unnest($1::uuid[], $2::integer[]) AS row (ping_id, version)
    ON own.ping_id = row.ping_id AND own.version = row.version
  FOR UPDATE OF own SKIP LOCKED)`;

/** Nothing waits any more. */
export async function done(manager: EntityManager, orders: readonly Order[]): Promise<void> {
  await manager.query(`DELETE FROM lesson_orders WHERE ${CARRIED_OUT}`, columns(orders));
}

/** They wait for other decisions, or for the owner's word: a version with them was refused. */
export async function wait(
  manager: EntityManager,
  orders: readonly Order[],
  refusedIn: number,
): Promise<void> {
  await manager.query(`UPDATE lesson_orders SET refused_in = $3 WHERE ${CARRIED_OUT}`, [
    ...columns(orders),
    refusedIn,
  ]);
}
