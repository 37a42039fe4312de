// Decisions with a scope: the list entries that each of them made; and decisions that apply new limits.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DecisionEntries1763856000017 implements MigrationInterface {
  readonly name = 'DecisionEntries1763856000017';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE decisions
        ADD COLUMN scope text,
        -- person: a verdict; limits: the site's thresholds applied to what waits
        ADD COLUMN cause text NOT NULL DEFAULT 'person';
      -- of a decision that gives its pings several verdicts
      ALTER TABLE decision_items ADD COLUMN verdict text;

      -- the decision that made the entry, while nobody has changed it since
      ALTER TABLE list_entries ADD COLUMN decision_id uuid;
      CREATE INDEX list_entries_by_decision ON list_entries (decision_id) WHERE decision_id IS NOT NULL;

      -- what a decision has put on the lists, whatever became of it
      CREATE TABLE decision_entries (
        decision_id uuid NOT NULL REFERENCES decisions ON DELETE CASCADE,
        entry_id uuid NOT NULL,
        list text NOT NULL,
        scope text NOT NULL,
        value text NOT NULL,
        PRIMARY KEY (decision_id, entry_id)
      );
      -- pings that it changed, and whose source it could not list, with the reason
      CREATE TABLE decision_unlisted (
        decision_id uuid NOT NULL REFERENCES decisions ON DELETE CASCADE,
        ping_id uuid NOT NULL,
        code text NOT NULL,
        PRIMARY KEY (decision_id, ping_id)
      );
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      DROP TABLE decision_unlisted, decision_entries;
      DROP INDEX list_entries_by_decision;
      ALTER TABLE list_entries DROP COLUMN decision_id;
      ALTER TABLE decision_items DROP COLUMN verdict;
      ALTER TABLE decisions DROP COLUMN scope, DROP COLUMN cause;
    `);
  }
}
