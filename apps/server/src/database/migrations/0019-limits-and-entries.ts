// Entries that several decisions asked for, limits in tenths of a score, and how far applied limits have looked.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LimitsAndEntries1763856000019 implements MigrationInterface {
  readonly name = 'LimitsAndEntries1763856000019';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      -- false: the entry was there already, and stays for this decision when whoever made it takes it back
      ALTER TABLE decision_entries ADD COLUMN made boolean NOT NULL DEFAULT true;
      -- the decisions that asked for an entry
      CREATE INDEX decision_entries_by_entry ON decision_entries (entry_id);

      -- of applied limits: up to where the waiting pings were looked at; null: to the end
      ALTER TABLE decisions ADD COLUMN seeks jsonb;

      -- scores are tenths: the next tenth decides the same pings
      UPDATE sites SET settings = settings || jsonb_build_object(
        'spamFrom', trim_scale(ceil((settings->>'spamFrom')::numeric * 10) / 10),
        'approveBelow', trim_scale(ceil((settings->>'approveBelow')::numeric * 10) / 10))
      WHERE (settings->>'spamFrom')::numeric * 10 % 1 <> 0
        OR (settings->>'approveBelow')::numeric * 10 % 1 <> 0;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE decisions DROP COLUMN seeks;
      DELETE FROM decision_entries WHERE NOT made;
      DROP INDEX decision_entries_by_entry;
      ALTER TABLE decision_entries DROP COLUMN made;
    `);
  }
}
