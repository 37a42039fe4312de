// Rules with versions and hits, block and trust lists by scope, imports to be reverted.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rules1763856000010 implements MigrationInterface {
  readonly name = 'Rules1763856000010';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE rule_batches (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        name text NOT NULL,
        format text NOT NULL,
        rules integer NOT NULL,
        entries integer NOT NULL,
        skipped jsonb NOT NULL DEFAULT '[]',
        set_by jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        reverted_at timestamptz
      );
      CREATE INDEX rule_batches_by_site ON rule_batches (site_id, id DESC);

      CREATE TABLE rules (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        name text NOT NULL,
        note text NOT NULL,
        state text NOT NULL,
        conditions jsonb NOT NULL,
        action jsonb NOT NULL,
        expires_at timestamptz,
        version integer NOT NULL,
        state_since timestamptz NOT NULL,
        fault jsonb,
        demoted jsonb,
        batch_id uuid REFERENCES rule_batches ON DELETE SET NULL,
        set_by jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL
      );
      CREATE INDEX rules_by_site ON rules (site_id, id DESC);

      CREATE TABLE rule_versions (
        rule_id uuid NOT NULL REFERENCES rules ON DELETE CASCADE,
        version integer NOT NULL,
        definition jsonb NOT NULL,
        because text NOT NULL,
        set_by jsonb NOT NULL,
        at timestamptz NOT NULL,
        PRIMARY KEY (rule_id, version)
      );

      CREATE TABLE rule_hits (
        rule_id uuid NOT NULL REFERENCES rules ON DELETE CASCADE,
        ping_id uuid NOT NULL REFERENCES pings ON DELETE CASCADE,
        version integer NOT NULL,
        acted boolean NOT NULL,
        decided boolean NOT NULL DEFAULT false,
        at timestamptz NOT NULL,
        PRIMARY KEY (rule_id, ping_id)
      );
      -- the hits of the last days, for statistics and for rules that fire too widely
      CREATE INDEX rule_hits_by_time ON rule_hits (rule_id, at DESC);
      -- which rules have a ping
      CREATE INDEX rule_hits_by_ping ON rule_hits (ping_id);
      -- what a rule decided, to be undone
      CREATE INDEX pings_by_rule ON pings (decided_id, decided_at) WHERE decided_kind = 'rule';
      -- history of a site by time, for dry runs
      CREATE INDEX pings_by_time ON pings (site_id, received_at DESC);

      CREATE TABLE list_entries (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        list text NOT NULL,
        scope text NOT NULL,
        value text NOT NULL,
        -- scope and value as they are looked up; networks are compared as such
        key text NOT NULL,
        network inet,
        exceptions text[] NOT NULL DEFAULT '{}',
        note text NOT NULL DEFAULT '',
        expires_at timestamptz,
        batch_id uuid REFERENCES rule_batches ON DELETE CASCADE,
        set_by jsonb NOT NULL,
        hits integer NOT NULL DEFAULT 0,
        last_hit_at timestamptz,
        created_at timestamptz NOT NULL,
        UNIQUE (site_id, list, key)
      );
      CREATE INDEX list_entries_by_key ON list_entries (site_id, key);
      CREATE INDEX list_entries_networks ON list_entries (site_id) WHERE network IS NOT NULL;

      -- the domains of the settings are entries as all others
      INSERT INTO list_entries (id, site_id, list, scope, value, key, set_by, created_at)
      SELECT gen_random_uuid(), sites.id, names.list, 'domain', domain, 'domain:' || domain,
        '{"kind": "settings", "id": null, "name": "Settings"}', now()
      FROM sites, (VALUES ('block', 'blockedDomains'), ('trust', 'trustedDomains')) AS names (list, setting),
        LATERAL (SELECT DISTINCT jsonb_array_elements_text(coalesce(settings->names.setting, '[]')) AS domain) AS found;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX pings_by_rule, pings_by_time;
      DROP TABLE list_entries, rule_hits, rule_versions, rules, rule_batches
    `);
  }
}
