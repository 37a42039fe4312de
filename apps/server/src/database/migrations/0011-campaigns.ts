// Campaigns: what makes pings alike, which belong together, and decisions that are carried out in batches.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Campaigns1763856000011 implements MigrationInterface {
  readonly name = 'Campaigns1763856000011';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE campaigns (
        id uuid PRIMARY KEY,
        site_id uuid NOT NULL REFERENCES sites ON DELETE CASCADE,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        -- the decision that arrivals inherit
        decision_id uuid,
        verdict text,
        inherits_until timestamptz,
        dissolved_at timestamptz,
        -- its members wait to be scored anew
        rescore_due_at timestamptz
      );
      -- the campaigns of a site or of all sites, the liveliest first
      CREATE INDEX campaigns_by_site ON campaigns (site_id, last_seen_at DESC, id DESC);
      CREATE INDEX campaigns_by_time ON campaigns (last_seen_at DESC, id DESC);
      CREATE INDEX campaigns_by_decision ON campaigns (decision_id) WHERE decision_id IS NOT NULL;
      CREATE INDEX campaigns_due ON campaigns (rescore_due_at) WHERE rescore_due_at IS NOT NULL;

      ALTER TABLE pings ADD COLUMN campaign_id uuid REFERENCES campaigns ON DELETE SET NULL;
      -- the members of a campaign, newest first
      CREATE INDEX pings_by_campaign ON pings (campaign_id, received_at DESC, id DESC)
        WHERE campaign_id IS NOT NULL;

      CREATE TABLE ping_likenesses (
        ping_id uuid PRIMARY KEY REFERENCES pings ON DELETE CASCADE,
        site_id uuid NOT NULL,
        target_id uuid NOT NULL,
        received_at timestamptz NOT NULL,
        simhash bigint,
        band_0 integer,
        band_1 integer,
        band_2 integer,
        band_3 integer,
        path_shape text,
        name_skeleton text NOT NULL,
        network text,
        is_linked boolean NOT NULL,
        -- the dissolved campaign it was a member of, or is alike to: it joins no other
        released_from uuid
      );
      -- one look-up for each quarter of a simhash, for a name, and for a sender's network
      CREATE INDEX ping_likenesses_band_0 ON ping_likenesses (site_id, band_0, received_at) WHERE simhash IS NOT NULL;
      CREATE INDEX ping_likenesses_band_1 ON ping_likenesses (site_id, band_1, received_at) WHERE simhash IS NOT NULL;
      CREATE INDEX ping_likenesses_band_2 ON ping_likenesses (site_id, band_2, received_at) WHERE simhash IS NOT NULL;
      CREATE INDEX ping_likenesses_band_3 ON ping_likenesses (site_id, band_3, received_at) WHERE simhash IS NOT NULL;
      CREATE INDEX ping_likenesses_name ON ping_likenesses (site_id, name_skeleton, received_at) WHERE name_skeleton <> '';
      CREATE INDEX ping_likenesses_network ON ping_likenesses (site_id, network, path_shape, received_at)
        WHERE network IS NOT NULL AND NOT is_linked;
      CREATE INDEX ping_likenesses_released ON ping_likenesses (released_from) WHERE released_from IS NOT NULL;

      ALTER TABLE decisions
        ADD COLUMN campaign_id uuid,
        ADD COLUMN total integer NOT NULL DEFAULT 0,
        ADD COLUMN failed integer NOT NULL DEFAULT 0,
        ADD COLUMN restored integer NOT NULL DEFAULT 0,
        ADD COLUMN not_restored integer NOT NULL DEFAULT 0,
        ADD COLUMN keeps_approved boolean NOT NULL DEFAULT false,
        -- what its batches still do: apply or undo
        ADD COLUMN work text,
        ADD COLUMN due_at timestamptz,
        ADD COLUMN cancelled_at timestamptz,
        ADD COLUMN undone_by_id text,
        -- the last transition that the undo has looked at
        ADD COLUMN undo_cursor uuid;
      UPDATE decisions SET total = affected;
      CREATE INDEX decisions_due ON decisions (due_at) WHERE due_at IS NOT NULL;

      -- pings that a decision has still to change, and those that it left alone, with the reason
      CREATE TABLE decision_items (
        decision_id uuid NOT NULL REFERENCES decisions ON DELETE CASCADE,
        ping_id uuid NOT NULL,
        version integer,
        code text,
        -- left alone by the undo
        undo boolean NOT NULL DEFAULT false,
        PRIMARY KEY (decision_id, ping_id, undo)
      );
      CREATE INDEX decision_items_waiting ON decision_items (decision_id, ping_id) WHERE code IS NULL;

      -- an undo takes the transitions of its decision in their order
      DROP INDEX transitions_by_decision;
      CREATE INDEX transitions_by_decision ON transitions (decision_id, id) WHERE decision_id IS NOT NULL;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP INDEX transitions_by_decision;
      CREATE INDEX transitions_by_decision ON transitions (decision_id) WHERE decision_id IS NOT NULL;
      DROP TABLE decision_items;
      DROP INDEX decisions_due;
      ALTER TABLE decisions DROP COLUMN campaign_id, DROP COLUMN total, DROP COLUMN failed,
        DROP COLUMN restored, DROP COLUMN not_restored, DROP COLUMN keeps_approved, DROP COLUMN work, DROP COLUMN due_at,
        DROP COLUMN cancelled_at, DROP COLUMN undone_by_id, DROP COLUMN undo_cursor;
      DROP TABLE ping_likenesses;
      ALTER TABLE pings DROP COLUMN campaign_id;
      DROP TABLE campaigns;
    `);
  }
}
