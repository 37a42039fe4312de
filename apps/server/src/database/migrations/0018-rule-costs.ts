// What the regular expressions of rules cost.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RuleCosts1763856000018 implements MigrationInterface {
  readonly name = 'RuleCosts1763856000018';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      CREATE TABLE rule_costs (
        rule_id uuid PRIMARY KEY REFERENCES rules ON DELETE CASCADE,
        tried bigint NOT NULL,
        spent_ms double precision NOT NULL
      )`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('DROP TABLE rule_costs');
  }
}
