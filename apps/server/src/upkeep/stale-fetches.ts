// Forgets fetches whose result is of no more use, and hosts that have been quiet for long.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';

/** Well past the time for which a result is of use, and past the lease of a killed process. */
const OF_NO_USE_MS = 120_000;

@Injectable()
export class StaleFetches {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async sweep(): Promise<void> {
    const now = this.clock.now();
    await this.dataSource.query(
      `DELETE FROM source_fetches WHERE began_at < $1 AND coalesce(lease_until < $2, true)`,
      [new Date(now.getTime() - OF_NO_USE_MS), now],
    );
    await this.dataSource.query('DELETE FROM source_hosts WHERE forget_at < $1', [now]);
  }
}
