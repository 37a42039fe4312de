// Takes pings for a change: locked to the end of the transaction, as they are now.
import { In, type EntityManager } from 'typeorm';
import { PingEntity } from '../database/entities/ping.entity.js';

/** By id; a ping that is gone is missing. */
export async function lockPings(
  manager: EntityManager,
  ids: string[],
): Promise<Map<string, PingEntity>> {
  // ordered, so that two decisions over the same pings wait for each other instead of deadlocking
  await manager.query('SELECT id FROM pings WHERE id = ANY($1) ORDER BY id FOR UPDATE', [ids]);
  const pings = await manager.find(PingEntity, {
    where: { id: In(ids) },
    relations: { target: true },
  });
  return new Map(pings.map((ping) => [ping.id, ping]));
}
