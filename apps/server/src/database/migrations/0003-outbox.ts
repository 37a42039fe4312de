// Outgoing pings: pages that are announced, and what each linked page answered.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Outbox1763856000003 implements MigrationInterface {
  readonly name = 'Outbox1763856000003';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE outbox_items (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        source text NOT NULL,
        canonical_source text NOT NULL,
        title text NOT NULL DEFAULT '',
        excerpt text NOT NULL DEFAULT '',
        status text NOT NULL,
        refusal jsonb,
        targets text[],
        content_hash text,
        is_private boolean NOT NULL DEFAULT false,
        announce_due_at timestamptz,
        announce_attempts integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (site_id, canonical_source)
      );
      -- the outbox of a site, newest first
      CREATE INDEX outbox_items_by_site ON outbox_items (site_id, id DESC);
      -- the sweeper's strays
      CREATE INDEX outbox_items_due ON outbox_items (announce_due_at) WHERE announce_due_at IS NOT NULL;

      CREATE TABLE outgoing_pings (
        id uuid PRIMARY KEY,
        item_id uuid NOT NULL REFERENCES outbox_items ON DELETE CASCADE,
        target text NOT NULL,
        canonical_target text NOT NULL,
        is_linked boolean NOT NULL DEFAULT true,
        protocol text,
        endpoint text,
        status text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        remind_at timestamptz,
        sent_at timestamptz,
        sent_content text,
        http_status integer,
        answer text,
        status_url text,
        error text,
        created_at timestamptz NOT NULL,
        UNIQUE (item_id, canonical_target)
      );
      -- the sweeper's strays
      CREATE INDEX outgoing_pings_due ON outgoing_pings (remind_at) WHERE status = 'waiting';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE outgoing_pings, outbox_items');
  }
}
