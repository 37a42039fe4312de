// Reputation by scope, whether the sites of the installation share it, and what a target's page says.
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The rows that reputation is made of: what people decided, either way. */
const DECIDED = `decided_kind = 'person' AND status IN ('approved', 'spam')`;

export class Reputation1763856000013 implements MigrationInterface {
  readonly name = 'Reputation1763856000013';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- the names under which a source is remembered besides its domain; earlier pings get theirs at
      -- their next check
      ALTER TABLE pings
        ADD COLUMN source_host text,
        ADD COLUMN source_path text,
        ADD COLUMN source_author text,
        -- who answers for it where that is not its domain
        ADD COLUMN source_owner text,
        ADD COLUMN sender_network text;

      -- the newest decisions about a name, on one site
      CREATE INDEX pings_decided_domain ON pings (domain, site_id, decided_at DESC) WHERE ${DECIDED};
      CREATE INDEX pings_decided_host ON pings (source_host, site_id, decided_at DESC)
        WHERE source_host IS NOT NULL AND ${DECIDED};
      CREATE INDEX pings_decided_path ON pings (source_path, site_id, decided_at DESC)
        WHERE source_path IS NOT NULL AND ${DECIDED};
      CREATE INDEX pings_decided_author ON pings (source_author, site_id, decided_at DESC)
        WHERE source_author IS NOT NULL AND ${DECIDED};
      CREATE INDEX pings_decided_network ON pings (sender_network, site_id, decided_at DESC)
        WHERE sender_network IS NOT NULL AND ${DECIDED};

      -- the first ping of whoever answers for a source
      DROP INDEX pings_by_domain;
      CREATE INDEX pings_by_domain ON pings (site_id, domain, received_at);
      CREATE INDEX pings_by_source_owner ON pings (site_id, source_owner, received_at)
        WHERE source_owner IS NOT NULL;

      -- while there is a row, the sites that take part see what the others decided
      CREATE TABLE reputation_sharing (
        only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
        since timestamptz NOT NULL,
        set_by text NOT NULL
      );
      UPDATE sites SET settings = settings || '{"sharedReputation": true}';

      -- apart from the targets, which are read for every ping that comes in
      CREATE TABLE target_texts (
        target_id uuid PRIMARY KEY REFERENCES targets ON DELETE CASCADE,
        text text NOT NULL,
        language text
      );
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE target_texts, reputation_sharing;
      UPDATE sites SET settings = settings - 'sharedReputation';
      DROP INDEX pings_by_source_owner, pings_by_domain, pings_decided_network,
        pings_decided_author, pings_decided_path, pings_decided_host, pings_decided_domain;
      CREATE INDEX pings_by_domain ON pings (site_id, domain);
      ALTER TABLE pings DROP COLUMN source_host, DROP COLUMN source_path, DROP COLUMN source_author,
        DROP COLUMN source_owner, DROP COLUMN sender_network;
    `);
  }
}
