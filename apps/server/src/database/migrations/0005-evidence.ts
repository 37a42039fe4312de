// Evidence of every check in full, and the second look at sources that nobody knows yet.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Evidence1763856000005 implements MigrationInterface {
  readonly name = 'Evidence1763856000005';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE evidence
        ADD COLUMN verification jsonb,
        ADD COLUMN is_second_look boolean NOT NULL DEFAULT false;
      ALTER TABLE pings
        ADD COLUMN second_look_at timestamptz,
        ADD COLUMN second_looked_at timestamptz;
      UPDATE sites SET settings = settings || '{"cloaking": "hold"}'
        WHERE NOT settings ? 'cloaking';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE evidence DROP COLUMN verification, DROP COLUMN is_second_look;
      ALTER TABLE pings DROP COLUMN second_look_at, DROP COLUMN second_looked_at;
      UPDATE sites SET settings = settings - 'cloaking';
    `);
  }
}
