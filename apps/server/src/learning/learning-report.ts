// What a site has learnt: counts, versions, how well its scores mean what they say, the heaviest words.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { CalibrationBin, LearningReport } from '@trackwarden/contracts';
import { wilsonInterval } from '@trackwarden/scoring';
import { AuditReports } from '../audits/audit-reports.service.js';
import type { SiteEntity } from '../database/entities/site.entity.js';
import { importViews } from './import-view.js';
import { learntLately } from './learnt-tokens.js';
import { SiteJudges } from './site-judges.js';
import { versionViews } from './version-view.js';

const BINS = 10;

const COUNT = `
  SELECT (SELECT count(*)::int FROM lessons WHERE site_id = $1 AND unlearnt_in IS NULL AND is_spam) AS spam,
    (SELECT count(*)::int FROM lessons WHERE site_id = $1 AND unlearnt_in IS NULL AND NOT is_spam) AS ham,
    (SELECT coalesce(sum(spam + ham), 0)::int FROM history_imports
      WHERE site_id = $1 AND state = 'learnt') AS imported,
    (SELECT count(*)::int FROM lesson_orders WHERE site_id = $1) AS waiting`;

/** Each as it was judged before it was learnt; what was beyond a day's limits is left out, as in the fit. */
const BARS = `
  SELECT least(floor(probability * ${BINS}), ${BINS - 1})::int AS bin, count(*)::int AS count,
    avg(probability) AS mean, (count(*) FILTER (WHERE is_spam))::int AS spams
  FROM (SELECT probability, is_spam FROM lessons
    WHERE site_id = $1 AND unlearnt_in IS NULL AND weight > 0
    ORDER BY decided_at DESC LIMIT 2000) AS latest
  GROUP BY bin`;

const BY_DAY = `
  SELECT (decided_at AT TIME ZONE 'UTC')::date::text AS day,
    (count(*) FILTER (WHERE is_spam))::int AS spam, (count(*) FILTER (WHERE NOT is_spam))::int AS ham
  FROM lessons WHERE site_id = $1 AND unlearnt_in IS NULL
  GROUP BY day ORDER BY day DESC LIMIT 30`;

type Bar = { bin: number; count: number; mean: number; spams: number };
type Counts = Pick<LearningReport, 'spam' | 'ham' | 'imported' | 'waiting'>;

@Injectable()
export class LearningReports {
  constructor(
    private readonly dataSource: DataSource,
    private readonly judges: SiteJudges,
    private readonly audits: AuditReports,
  ) {}

  async of(site: SiteEntity): Promise<LearningReport> {
    const { manager } = this.dataSource;
    const { id } = site;
    const [counts] = await manager.query<Counts[]>(COUNT, [id]);
    const versions = await versionViews(this.dataSource, id);
    const live = versions.find(({ state }) => state === 'live') ?? null;
    const { model } = await this.judges.of(site);
    const days = await manager.query<LearningReport['days']>(BY_DAY, [id]);
    return {
      decisions: live?.decisions ?? 0,
      ...(counts ?? { spam: 0, ham: 0, imported: 0, waiting: 0 }),
      live,
      refused: versions.find(({ state, canGoLive }) => state === 'refused' && canGoLive) ?? null,
      imports: await importViews(this.dataSource, id),
      calibration: calibrationOf(await manager.query<Bar[]>(BARS, [id])),
      bands: (await this.audits.of(id)).bands,
      lately: await learntLately(this.dataSource, id, model.site),
      days: days.reverse(),
    };
  }
}

function calibrationOf(bars: readonly Bar[]): LearningReport['calibration'] {
  const bins = Array.from({ length: BINS }, (_, at): CalibrationBin => {
    const bar = bars.find(({ bin }) => bin === at);
    const range = { from: at / BINS, to: (at + 1) / BINS };
    if (!bar) return { ...range, count: 0, mean: null, share: null, interval: null };
    const { count, mean, spams } = bar;
    return { ...range, count, mean, share: spams / count, interval: wilsonInterval(spams, count) };
  });
  const count = bars.reduce((sum, bar) => sum + bar.count, 0);
  const off = bars.reduce((sum, bar) => sum + Math.abs(bar.count * bar.mean - bar.spams), 0);
  return { bins, count, error: count === 0 ? null : off / count };
}
