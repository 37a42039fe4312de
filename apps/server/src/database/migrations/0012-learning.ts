// Learning: versions of each site's model, the lessons they are made of, what waits to be learnt, imported histories.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Learning1763856000012 implements MigrationInterface {
  readonly name = 'Learning1763856000012';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- the version in use; changing it is how writers exclude each other
      ALTER TABLE sites ADD COLUMN model_id uuid;

      CREATE TABLE site_models (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        number integer NOT NULL,
        state text NOT NULL,
        made_by text NOT NULL,
        because text NOT NULL,
        decisions integer NOT NULL,
        learnt integer NOT NULL,
        taken_back integer NOT NULL,
        log_loss jsonb,
        lines jsonb NOT NULL,
        steps jsonb,
        -- compressed
        blob bytea NOT NULL,
        made_at timestamptz NOT NULL,
        UNIQUE (site_id, number)
      );

      -- a lesson is in the versions from learnt_in on, up to the one before unlearnt_in
      CREATE TABLE lessons (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        -- stays when the ping is deleted
        ping_id uuid NOT NULL,
        is_spam boolean NOT NULL,
        account text NOT NULL,
        domain text NOT NULL,
        protocol text NOT NULL,
        weight real NOT NULL,
        decided_at timestamptz NOT NULL,
        log_odds double precision NOT NULL,
        probability double precision NOT NULL,
        started_at_ms double precision NOT NULL,
        update bytea NOT NULL,
        learnt_in integer NOT NULL,
        unlearnt_in integer,
        is_dropped boolean NOT NULL DEFAULT false
      );
      CREATE UNIQUE INDEX lessons_in_use ON lessons (ping_id) WHERE unlearnt_in IS NULL;
      CREATE INDEX lessons_by_ping ON lessons (ping_id, decided_at);
      -- the latest of a site, and those of one day
      CREATE INDEX lessons_by_site ON lessons (site_id, decided_at DESC) WHERE unlearnt_in IS NULL;
      CREATE INDEX lessons_unlearnt ON lessons (site_id, unlearnt_in) WHERE unlearnt_in IS NOT NULL;

      CREATE TABLE lesson_orders (
        ping_id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        -- the ping's when it was written; a later change writes a higher one
        version integer NOT NULL,
        is_spam boolean,
        account text,
        decided_at timestamptz,
        ordered_at timestamptz NOT NULL,
        -- a version with it was refused
        refused_in integer
      );
      CREATE INDEX lesson_orders_by_site ON lesson_orders (site_id);
      CREATE INDEX lesson_orders_due ON lesson_orders (ordered_at) WHERE refused_in IS NULL;

      CREATE TABLE history_imports (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        name text NOT NULL,
        state text NOT NULL,
        because text,
        spam integer NOT NULL,
        ham integer NOT NULL,
        done integer NOT NULL DEFAULT 0,
        -- the rows, compressed, until they are learnt
        content bytea,
        update bytea,
        started_at_ms double precision,
        learnt_in integer,
        unlearnt_in integer,
        created_at timestamptz NOT NULL,
        due_at timestamptz
      );
      CREATE INDEX history_imports_by_site ON history_imports (site_id, id);
      CREATE INDEX history_imports_due ON history_imports (due_at) WHERE due_at IS NOT NULL;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE history_imports, lesson_orders, lessons, site_models;
      ALTER TABLE sites DROP COLUMN model_id;
    `);
  }
}
