// The first schema: accounts, sites, targets, pings with their evidence and history, webhooks.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FirstHouse1763856000001 implements MigrationInterface {
  readonly name = 'FirstHouse1763856000001';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE users (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE,
        name text NOT NULL,
        role text NOT NULL,
        password_hash text NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE sessions (
        hash text PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE tokens (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES users ON DELETE CASCADE,
        name text NOT NULL,
        hash text NOT NULL UNIQUE,
        hint text NOT NULL,
        last_used_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE rate_limits (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);

      CREATE TABLE sites (
        id uuid PRIMARY KEY,
        key text NOT NULL UNIQUE,
        name text NOT NULL,
        origins text[] NOT NULL,
        settings jsonb NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE TABLE targets (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        key text NOT NULL UNIQUE,
        url text NOT NULL,
        canonical_url text NOT NULL,
        title text NOT NULL,
        kind text NOT NULL,
        passphrase text,
        closes_at timestamptz,
        created_at timestamptz NOT NULL,
        UNIQUE (site_id, canonical_url)
      );

      CREATE TABLE pings (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        target_id uuid NOT NULL REFERENCES targets ON DELETE CASCADE,
        protocol text NOT NULL,
        status text NOT NULL DEFAULT 'received',
        version integer NOT NULL DEFAULT 1,
        source text NOT NULL,
        canonical_source text NOT NULL,
        target_given text NOT NULL,
        domain text NOT NULL,
        claimed jsonb NOT NULL,
        text_fingerprint text,
        extracted jsonb,
        verification jsonb,
        verification_state text NOT NULL DEFAULT 'waiting',
        score real,
        band text,
        because text,
        prior double precision,
        signals jsonb NOT NULL DEFAULT '[]',
        first_seen boolean NOT NULL DEFAULT false,
        held boolean NOT NULL DEFAULT false,
        decided_kind text,
        decided_id text,
        decided_at timestamptz,
        received_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        seen_count integer NOT NULL DEFAULT 1,
        evaluation_due_at timestamptz,
        evaluation_attempts integer NOT NULL DEFAULT 0,
        sender_ip text NOT NULL,
        sender_user_agent text NOT NULL,
        UNIQUE (target_id, canonical_source)
      );
      -- the queue: pending pings of a site or of all sites, newest first
      CREATE INDEX pings_by_site ON pings (site_id, status, received_at DESC, id DESC);
      CREATE INDEX pings_by_status ON pings (status, received_at DESC, id DESC);
      -- history of a domain on a site: first seen, approved and spam counts
      CREATE INDEX pings_by_domain ON pings (site_id, domain);
      -- the same text from other sources lately
      CREATE INDEX pings_by_text ON pings (site_id, text_fingerprint, received_at) WHERE text_fingerprint IS NOT NULL;
      -- the sweeper's strays
      CREATE INDEX pings_due ON pings (evaluation_due_at) WHERE evaluation_due_at IS NOT NULL;
      -- what a site shows
      CREATE INDEX pings_shown ON pings (site_id, decided_at DESC, id DESC) WHERE status = 'approved';

      CREATE TABLE evidence (
        id uuid PRIMARY KEY,
        ping_id uuid NOT NULL REFERENCES pings ON DELETE CASCADE,
        checked_at timestamptz NOT NULL,
        evidence jsonb NOT NULL,
        judgement jsonb NOT NULL
      );
      CREATE INDEX evidence_by_ping ON evidence (ping_id, checked_at DESC);

      CREATE TABLE decisions (
        id uuid PRIMARY KEY,
        site_id uuid REFERENCES sites ON DELETE CASCADE,
        verdict text NOT NULL,
        note text NOT NULL DEFAULT '',
        by_kind text NOT NULL,
        by_id text,
        by_name text NOT NULL,
        affected integer NOT NULL,
        created_at timestamptz NOT NULL,
        undone_at timestamptz,
        undone_by text
      );
      CREATE INDEX decisions_by_time ON decisions (created_at DESC, id DESC);

      -- append-only: every change of status, whoever made it
      CREATE TABLE transitions (
        id uuid PRIMARY KEY,
        ping_id uuid NOT NULL REFERENCES pings ON DELETE CASCADE,
        decision_id uuid REFERENCES decisions ON DELETE CASCADE,
        undo boolean NOT NULL DEFAULT false,
        from_state jsonb NOT NULL,
        to_state jsonb NOT NULL,
        version integer NOT NULL,
        by_kind text NOT NULL,
        by_id text,
        because text NOT NULL,
        at timestamptz NOT NULL
      );
      CREATE INDEX transitions_by_ping ON transitions (ping_id, version);
      CREATE INDEX transitions_by_decision ON transitions (decision_id) WHERE decision_id IS NOT NULL;

      CREATE TABLE webhooks (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        url text NOT NULL,
        events text[] NOT NULL,
        secret text NOT NULL,
        previous_secret text,
        previous_secret_until timestamptz,
        enabled boolean NOT NULL DEFAULT true,
        disabled_at timestamptz,
        disabled_reason text,
        failing_since timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX webhooks_by_site ON webhooks (site_id);
      CREATE TABLE deliveries (
        id uuid PRIMARY KEY,
        webhook_id uuid NOT NULL REFERENCES webhooks ON DELETE CASCADE,
        site_id uuid NOT NULL,
        ping_id uuid,
        decision_id uuid,
        type text NOT NULL,
        trigger text NOT NULL,
        body text NOT NULL,
        status text NOT NULL,
        attempt_count integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX deliveries_by_webhook ON deliveries (webhook_id, created_at DESC, id DESC);
      CREATE INDEX deliveries_due ON deliveries (next_attempt_at) WHERE status IN ('held', 'waiting');
      CREATE INDEX deliveries_by_decision ON deliveries (decision_id) WHERE decision_id IS NOT NULL;
      CREATE TABLE delivery_attempts (
        id uuid PRIMARY KEY,
        delivery_id uuid NOT NULL REFERENCES deliveries ON DELETE CASCADE,
        at timestamptz NOT NULL,
        http_status integer,
        error text,
        address text,
        duration_ms integer NOT NULL,
        response_body text NOT NULL
      );
      CREATE INDEX delivery_attempts_by_delivery ON delivery_attempts (delivery_id, at);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE delivery_attempts, deliveries, webhooks, transitions, decisions, evidence, pings,
        targets, sites, rate_limits, tokens, sessions, users
    `);
  }
}
