// All three protocols: what was approved, changes that wait, failures, re-checks, aliases of targets.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ThreeProtocols1763856000002 implements MigrationInterface {
  readonly name = 'ThreeProtocols1763856000002';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE pings
        ADD COLUMN scope text NOT NULL DEFAULT 'page',
        ADD COLUMN vouch text,
        ADD COLUMN access_code text,
        ADD COLUMN access_token text,
        ADD COLUMN is_private boolean NOT NULL DEFAULT false,
        -- the version that the public sees; null when it sees none
        ADD COLUMN published jsonb,
        ADD COLUMN change jsonb,
        ADD COLUMN declined_content text,
        ADD COLUMN evidence_id uuid,
        ADD COLUMN proven_at timestamptz,
        ADD COLUMN last_failure jsonb,
        ADD COLUMN next_check_at timestamptz,
        ADD COLUMN check_count integer NOT NULL DEFAULT 0,
        ADD COLUMN check_requested_at timestamptz,
        ADD COLUMN resend_since timestamptz,
        ADD COLUMN resend_count integer NOT NULL DEFAULT 0;
      UPDATE pings SET published = jsonb_build_object(
          'title', coalesce(nullif(claimed->>'title', ''), extracted->>'title', source),
          'excerpt', coalesce(nullif(claimed->>'excerpt', ''), extracted->>'excerpt', ''),
          'siteName', coalesce(nullif(claimed->>'blogName', ''), extracted->>'siteName'),
          'author', coalesce(extracted->'author', '{"name": null, "url": null, "photo": null}'),
          'type', coalesce(extracted->>'type', 'mention'),
          'rsvp', null,
          'publishedAt', extracted->'publishedAt',
          'evidenceId', (SELECT id FROM evidence WHERE ping_id = pings.id
            ORDER BY checked_at DESC LIMIT 1))
        WHERE status = 'approved';
      UPDATE pings SET proven_at = received_at, check_count = 1,
          evidence_id = (SELECT id FROM evidence WHERE ping_id = pings.id
            ORDER BY checked_at DESC LIMIT 1),
          next_check_at = CASE WHEN status IN ('approved', 'pending')
            THEN now() + random() * interval '1 day' END
        WHERE verification_state = 'linked';
      DROP INDEX pings_shown;
      CREATE INDEX pings_shown ON pings (site_id, decided_at DESC, id DESC)
        WHERE published IS NOT NULL AND NOT is_private;
      CREATE INDEX pings_to_check ON pings (next_check_at) WHERE next_check_at IS NOT NULL;

      ALTER TABLE targets
        -- an address of the same page; pings and queries for it are those of the other target
        ADD COLUMN alias_of uuid REFERENCES targets ON DELETE CASCADE,
        -- made by a first ping, not by the owner: its address may yet turn out to be an alias
        ADD COLUMN is_found boolean NOT NULL DEFAULT false,
        ADD COLUMN published_at timestamptz,
        ADD COLUMN checked_at timestamptz,
        ADD COLUMN http_status integer,
        ADD COLUMN is_missing boolean NOT NULL DEFAULT false;
      CREATE INDEX targets_by_alias ON targets (alias_of) WHERE alias_of IS NOT NULL;

      -- which site a page belongs to
      CREATE INDEX sites_by_origin ON sites USING gin (origins);
      UPDATE sites SET settings = '{"selfPings": "hold", "closeAfterDays": null,
        "inboxPassphrase": null, "pingbackFaults": "opaque"}'::jsonb || settings;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX sites_by_origin, pings_shown, pings_to_check;
      CREATE INDEX pings_shown ON pings (site_id, decided_at DESC, id DESC) WHERE status = 'approved';
      UPDATE sites SET settings = settings - '{selfPings,closeAfterDays,inboxPassphrase,pingbackFaults}'::text[];
      DELETE FROM targets WHERE alias_of IS NOT NULL;
      ALTER TABLE targets DROP COLUMN alias_of, DROP COLUMN is_found, DROP COLUMN published_at, DROP COLUMN checked_at,
        DROP COLUMN http_status, DROP COLUMN is_missing;
      ALTER TABLE pings DROP COLUMN scope, DROP COLUMN vouch, DROP COLUMN access_code, DROP COLUMN access_token,
        DROP COLUMN is_private, DROP COLUMN published, DROP COLUMN change,
        DROP COLUMN declined_content, DROP COLUMN evidence_id, DROP COLUMN proven_at,
        DROP COLUMN last_failure, DROP COLUMN next_check_at, DROP COLUMN check_count,
        DROP COLUMN check_requested_at, DROP COLUMN resend_since, DROP COLUMN resend_count;
    `);
  }
}
