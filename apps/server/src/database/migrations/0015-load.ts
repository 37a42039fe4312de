// Reports to Akismet-compatible services that outlive their jobs, and indexes for what is counted often.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Load1763856000015 implements MigrationInterface {
  readonly name = 'Load1763856000015';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- reported_as is what the service took last; report_as is what it is still to be told
      ALTER TABLE akismet_verdicts ADD COLUMN report_as text,
        ADD COLUMN report_since timestamptz, ADD COLUMN report_due_at timestamptz;
      CREATE INDEX akismet_reports_due ON akismet_verdicts (report_due_at)
        WHERE report_due_at IS NOT NULL;
      -- what was undone within the last day
      CREATE INDEX transitions_undone ON transitions (at) WHERE undo;

      -- automatic decisions that people looked at and decided themselves
      CREATE INDEX transitions_overruling ON transitions (ping_id, version)
        WHERE by_kind = 'person' AND NOT undo AND from_state->>'decidedKind' IN ('policy', 'rule')
          AND from_state->>'status' IN ('approved', 'spam');
      -- counted without reading the rows: decisions of the last days, and what waits for a person
      DROP INDEX pings_by_decision_time;
      CREATE INDEX pings_by_decision_time ON pings (site_id, decided_at)
        INCLUDE (decided_kind, status) WHERE decided_at IS NOT NULL;
      CREATE INDEX pings_waiting ON pings (site_id, received_at) INCLUDE (held, first_seen)
        WHERE status = 'pending';

      -- the domain that a page names as that of its original, and where it says that it was copied to
      ALTER TABLE page_likenesses ADD COLUMN original_at text,
        ADD COLUMN syndicated_to text[] NOT NULL DEFAULT '{}';
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE page_likenesses DROP COLUMN original_at, DROP COLUMN syndicated_to;
      DROP INDEX pings_waiting;
      DROP INDEX pings_by_decision_time;
      CREATE INDEX pings_by_decision_time ON pings (site_id, decided_at) WHERE decided_at IS NOT NULL;
      DROP INDEX transitions_overruling;
      DROP INDEX transitions_undone;
      ALTER TABLE akismet_verdicts DROP COLUMN report_as, DROP COLUMN report_since,
        DROP COLUMN report_due_at;
    `);
  }
}
