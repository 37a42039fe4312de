// The order in which the queue is shown: what waits, the least certain first.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LeastCertainFirst1763856000020 implements MigrationInterface {
  readonly name = 'LeastCertainFirst1763856000020';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE INDEX pings_least_certain ON pings (site_id, (abs(coalesce(score, 50) - 50)::real), id)
        WHERE status = 'pending';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`DROP INDEX pings_least_certain`);
  }
}
