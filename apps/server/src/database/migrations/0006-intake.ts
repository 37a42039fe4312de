// Intake under attack: dated addresses, the switch of the installation, floods and what waits in them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Intake1763856000006 implements MigrationInterface {
  readonly name = 'Intake1763856000006';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      UPDATE sites SET settings = '{"datedAddresses": false}'::jsonb || settings;
      ALTER TABLE pings
        -- by which kind of address it came, and whether the site asked for a dated one then
        ADD COLUMN address text NOT NULL DEFAULT 'plain',
        ADD COLUMN date_wanted boolean NOT NULL DEFAULT false,
        -- stored during a flood; its evaluation waits its turn
        ADD COLUMN deferred boolean NOT NULL DEFAULT false;
      CREATE INDEX pings_deferred ON pings (site_id, received_at, id) WHERE deferred;

      -- a row while the installation takes no pings
      CREATE TABLE intake_closures (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        closed_at timestamptz NOT NULL,
        closed_by text NOT NULL
      );
      -- a row while more comes in for a site than is checked
      CREATE TABLE floods (
        site_id uuid PRIMARY KEY REFERENCES sites ON DELETE CASCADE,
        since timestamptz NOT NULL
      );
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE floods, intake_closures;
      ALTER TABLE pings DROP COLUMN address, DROP COLUMN date_wanted, DROP COLUMN deferred;
      UPDATE sites SET settings = settings - 'datedAddresses';
    `);
  }
}
