// What accounts and domains have taught on a day, so that neither a robot nor a flood decides for a site.
import type { DataSource } from 'typeorm';
import { influenceOf } from '@trackwarden/scoring';

type Taught = { account: string; domain: string; decidedAt: Date };

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const COUNT = `
  SELECT (decided_at AT TIME ZONE 'UTC')::date::text AS day, account, domain, count(*)::int AS count
  FROM lessons
  WHERE site_id = $1 AND unlearnt_in IS NULL AND NOT (id = ANY($3))
    AND (decided_at AT TIME ZONE 'UTC')::date = ANY($2::date[])
  GROUP BY 1, 2, 3`;

export class Influence {
  private readonly counts = new Map<string, number>();

  /** What stands of the days of these decisions, without the lessons that go. */
  static async before(
    { manager }: DataSource,
    siteId: string,
    decisions: readonly Taught[],
    going: readonly string[],
  ): Promise<Influence> {
    const influence = new Influence();
    const days = [...new Set(decisions.map(({ decidedAt }) => dayOf(decidedAt)))];
    const rows = await manager.query<
      { day: string; account: string; domain: string; count: number }[]
    >(COUNT, [siteId, days, going]);
    for (const { day, account, domain, count } of rows) influence.add(day, account, domain, count);
    return influence;
  }

  /** The weight of the decision, 0..1; from then on it counts among those before. */
  take({ account, domain, decidedAt }: Taught): number {
    const day = dayOf(decidedAt);
    const weight = influenceOf({
      byAccount: this.counts.get(`${day} by ${account}`) ?? 0,
      onDomain: this.counts.get(`${day} on ${domain}`) ?? 0,
    });
    this.add(day, account, domain, 1);
    return weight;
  }

  private add(day: string, account: string, domain: string, count: number): void {
    for (const key of [`${day} by ${account}`, `${day} on ${domain}`])
      this.counts.set(key, (this.counts.get(key) ?? 0) + count);
  }
}
