// Politeness: which source is being fetched or was just now, and how the hosts of sources behave.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class SourceHosts1763856000004 implements MigrationInterface {
  readonly name = 'SourceHosts1763856000004';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- who fetches a source at present, and for a short time what came of it; nothing is lost with it
      CREATE UNLOGGED TABLE source_fetches (
        key text PRIMARY KEY,
        host text NOT NULL,
        holder text NOT NULL,
        began_at timestamptz NOT NULL,
        -- null once it has ended
        lease_until timestamptz,
        result bytea
      );
      -- compressed before it comes here
      ALTER TABLE source_fetches ALTER COLUMN result SET STORAGE EXTERNAL;
      -- fetches under way at a host
      CREATE INDEX source_fetches_running ON source_fetches (host) WHERE lease_until IS NOT NULL;

      -- hosts that were named without linking, failed, or asked to be left alone; others have no row
      CREATE TABLE source_hosts (
        host text PRIMARY KEY,
        -- fetches in a row that found no link
        unlinked integer NOT NULL,
        timeouts integer NOT NULL,
        is_failing boolean NOT NULL,
        rests_until timestamptz,
        asked_until timestamptz,
        forget_at timestamptz NOT NULL
      );
      CREATE INDEX source_hosts_to_forget ON source_hosts (forget_at);

      -- whether a host has ever linked as it said, to whatever site
      CREATE INDEX pings_proven_domains ON pings (domain) WHERE proven_at IS NOT NULL;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX pings_proven_domains;
      DROP TABLE source_fetches, source_hosts;
    `);
  }
}
