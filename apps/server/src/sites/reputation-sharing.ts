// Whether the sites of this installation count each other's decisions about sources.
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ReputationSharing } from '@trackwarden/contracts';
import { Clock } from '../clock.js';

type Row = { since: Date; setBy: string };

@Injectable()
export class SharedReputation {
  private readonly logger = new Logger('reputation');

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<ReputationSharing> {
    const [row] = await this.dataSource.query<Row[]>(
      'SELECT since, set_by AS "setBy" FROM reputation_sharing',
    );
    return {
      shared: row !== undefined,
      since: row?.since.toISOString() ?? null,
      setBy: row?.setBy ?? null,
    };
  }

  /** Acts on the next check of a ping, in every process. */
  async set(shared: boolean, by: string): Promise<ReputationSharing> {
    if (shared)
      await this.dataSource.query(
        'INSERT INTO reputation_sharing (since, set_by) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [this.clock.now(), by],
      );
    else await this.dataSource.query('DELETE FROM reputation_sharing');
    this.logger.log({ msg: shared ? 'reputation is shared' : 'reputation is not shared', by });
    return this.read();
  }
}
