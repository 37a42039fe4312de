// Bands and audits: caution on new sites, automatic decisions drawn to be looked at, copies of other pages.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Policy1763856000014 implements MigrationInterface {
  readonly name = 'Policy1763856000014';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      UPDATE sites SET settings = '{"newSiteDecisions": 50, "auditShare": 3, "dnsLists": []}'::jsonb || settings;
      -- whether people have decided enough that a site is not new any more
      CREATE INDEX pings_decided_by_people ON pings (site_id)
        WHERE decided_kind = 'person' AND status IN ('approved', 'spam', 'rejected');

      ALTER TABLE pings ADD COLUMN audit text;
      CREATE INDEX pings_to_audit ON pings (site_id, received_at DESC, id DESC) WHERE audit = 'waiting';
      -- automatic decisions that were drawn to be looked at
      CREATE TABLE audits (
        ping_id uuid PRIMARY KEY REFERENCES pings ON DELETE CASCADE,
        site_id uuid NOT NULL,
        -- where the score alone would have put it
        band text,
        score real,
        model text,
        -- what was decided, and by what: policy, rule or campaign
        status text NOT NULL,
        by_what text NOT NULL,
        drawn_at timestamptz NOT NULL,
        looked_at timestamptz,
        -- the status that a person gave it
        verdict text,
        decision_id uuid
      );
      CREATE INDEX audits_by_site ON audits (site_id, drawn_at);
      -- the automatic decisions of the last days
      CREATE INDEX pings_by_decision_time ON pings (site_id, decided_at) WHERE decided_at IS NOT NULL;

      ALTER TABLE pings ADD COLUMN copy_of jsonb;
      CREATE INDEX pings_copies ON pings (site_id, status, received_at DESC, id DESC) WHERE copy_of IS NOT NULL;
      -- of pages that prove a ping: the passage around the link, with four min-hashes for the look-up
      CREATE TABLE page_likenesses (
        ping_id uuid PRIMARY KEY REFERENCES pings ON DELETE CASCADE,
        site_id uuid NOT NULL,
        domain text NOT NULL,
        received_at timestamptz NOT NULL,
        published_at timestamptz,
        words text NOT NULL,
        hash_0 integer NOT NULL,
        hash_1 integer NOT NULL,
        hash_2 integer NOT NULL,
        hash_3 integer NOT NULL
      );
      CREATE INDEX page_likenesses_hash_0 ON page_likenesses (site_id, hash_0, received_at);
      CREATE INDEX page_likenesses_hash_1 ON page_likenesses (site_id, hash_1, received_at);
      CREATE INDEX page_likenesses_hash_2 ON page_likenesses (site_id, hash_2, received_at);
      CREATE INDEX page_likenesses_hash_3 ON page_likenesses (site_id, hash_3, received_at);

      -- how the lists in the DNS that owners ask were found at their last test
      CREATE TABLE dns_list_health (
        zone text NOT NULL,
        of text NOT NULL,
        state text NOT NULL,
        reason text,
        checked_at timestamptz NOT NULL,
        PRIMARY KEY (zone, of)
      );

      -- Akismet-compatible services that sites ask
      CREATE TABLE akismet_accounts (
        site_id uuid PRIMARY KEY REFERENCES sites ON DELETE CASCADE,
        url text NOT NULL,
        key text NOT NULL,
        state text NOT NULL,
        reason text,
        checked_at timestamptz NOT NULL
      );
      -- what they said of pings, and what they were told when a person decided otherwise
      CREATE TABLE akismet_verdicts (
        ping_id uuid PRIMARY KEY REFERENCES pings ON DELETE CASCADE,
        site_id uuid NOT NULL,
        verdict text NOT NULL,
        at timestamptz NOT NULL,
        reported_as text
      );
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE akismet_verdicts;
      DROP TABLE akismet_accounts;
      DROP TABLE dns_list_health;
      DROP TABLE page_likenesses;
      DROP INDEX pings_by_decision_time;
      DROP TABLE audits;
      DROP INDEX pings_decided_by_people;
      ALTER TABLE pings DROP COLUMN audit, DROP COLUMN copy_of;
      UPDATE sites SET settings = settings - '{newSiteDecisions,auditShare,dnsLists}'::text[];
    `);
  }
}
