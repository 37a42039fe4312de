// What the regular expressions of each rule cost, gathered in this process and written every few seconds.
import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { DataSource } from 'typeorm';

const EVERY_MS = 5_000;

// sorted, so that two processes which write the same rules lock them in the same order
const WRITE = `
  INSERT INTO rule_costs (rule_id, tried, spent_ms)
  SELECT row.id, row.tried, row.ms FROM unnest($1::uuid[], $2::integer[], $3::double precision[])
    AS row (id, tried, ms) JOIN rules ON rules.id = row.id ORDER BY row.id
  ON CONFLICT (rule_id) DO UPDATE SET tried = rule_costs.tried + excluded.tried,
    spent_ms = rule_costs.spent_ms + excluded.spent_ms`;

type Cost = { tried: number; ms: number };

@Injectable()
export class RuleCosts implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('rules');
  private spent = new Map<string, Cost>();
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly dataSource: DataSource) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.write(), EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.write();
  }

  /** One ping on which the rule's expressions were tried. */
  add(ruleId: string, ms: number): void {
    const cost = this.spent.get(ruleId) ?? { tried: 0, ms: 0 };
    this.spent.set(ruleId, { tried: cost.tried + 1, ms: cost.ms + ms });
  }

  /** A figure for people: what cannot be written is let go. */
  async write(): Promise<void> {
    const rows = [...this.spent];
    if (rows.length === 0) return;
    this.spent = new Map();
    try {
      await this.dataSource.query(WRITE, [
        rows.map(([id]) => id),
        rows.map(([, { tried }]) => tried),
        rows.map(([, { ms }]) => ms),
      ]);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.logger.warn(`costs of rules not written: ${reason}`);
    }
  }
}
