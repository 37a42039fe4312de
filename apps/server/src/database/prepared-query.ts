// A statement of the hot path: parsed and planned once per connection, no entity in between.
import type { Pool, QueryResult } from 'pg';
import type { DataSource } from 'typeorm';

/** Runs on any connection of the pool; not for use inside a transaction. */
export async function preparedQuery<Row extends object>(
  dataSource: DataSource,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const { master } = dataSource.driver as unknown as { master: Pool };
  const result: QueryResult<Row> = await master.query<Row>({ name, text, values });
  return result.rows;
}
