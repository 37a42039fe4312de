// How many lines of an import became words, and how many were skipped.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ImportCounts1763856000016 implements MigrationInterface {
  readonly name = 'ImportCounts1763856000016';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      ALTER TABLE rule_batches
        ADD COLUMN words integer NOT NULL DEFAULT 0,
        ADD COLUMN skipped_count integer NOT NULL DEFAULT 0;
      UPDATE rule_batches SET skipped_count = jsonb_array_length(skipped);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('ALTER TABLE rule_batches DROP COLUMN words, DROP COLUMN skipped_count');
  }
}
