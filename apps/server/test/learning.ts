// What tests of learning need: decisions in few words, and waiting until they are learnt.
import { v7 as uuidv7 } from 'uuid';
import type {
  DecisionResult,
  LearningReport,
  ModelFile,
  ModelVersion,
  PingDetail,
  Site,
  Target,
} from '@trackwarden/contracts';
import { pingAndEvaluate } from './pinging.js';
import { linkingPage, type SourceSite } from './source-site.js';
import type { TestServer } from './started-server.js';
import { waitFor } from './wait-for.js';

/** Decisions are learnt as soon as they are made. */
export const learning = { learnDelayMs: 0 };

const WAITING = `
  SELECT ping_id FROM lesson_orders WHERE site_id = $1 AND refused_in IS NULL
  UNION SELECT id FROM history_imports WHERE site_id = $1 AND state IN ('waiting', 'running')`;

/** What is left to learn was refused, if anything is. */
export async function learnt({ query }: TestServer, site: Site): Promise<void> {
  await waitFor('the learning', async () => (await query(WAITING, [site.id])).length === 0);
}

export async function decide(
  { api }: TestServer,
  verdict: string,
  ...ids: string[]
): Promise<string> {
  const pings = ids.map((id) => ({ id }));
  return (await api.post<DecisionResult>('/decisions', { verdict, pings })).body.id;
}

export const undo = ({ api }: TestServer, id: string) => api.post(`/decisions/${id}/undo`);

export const reportOf = async ({ api }: TestServer, site: Site): Promise<LearningReport> =>
  (await api.get<LearningReport>(`/sites/${site.id}/learning`)).body;

export const versionsOf = async ({ api }: TestServer, site: Site): Promise<ModelVersion[]> =>
  (await api.get<{ items: ModelVersion[] }>(`/sites/${site.id}/learning/versions`)).body.items;

let pages = 0;

/** A ping whose page links back, evaluated. */
export function ping(
  server: TestServer,
  target: Target,
  sources: SourceSite,
  claims: { title?: string; excerpt?: string; blog_name?: string } = {},
): Promise<PingDetail> {
  pages += 1;
  const source = sources.page(`/post-${pages}`, linkingPage(target.url));
  return pingAndEvaluate(server, target, source, claims);
}

/** As many pings as a test needs, stored without a check: each from a domain of its own unless it says so. */
export async function storedPings(
  { query }: TestServer,
  { id, siteId, url }: Target,
  count: number,
  claims: (number: number) => { title?: string; excerpt: string; domain?: string; source?: string },
): Promise<string[]> {
  const rows = Array.from({ length: count }, () => {
    pages += 1;
    const { title = null, excerpt, domain, source } = claims(pages);
    const host = domain ?? `blog-${pages}.example`;
    return {
      ...{ id: uuidv7(), host, source: source ?? `https://${host}/post-${pages}` },
      claimed: { title, excerpt, blogName: null },
    };
  });
  await query(
    `INSERT INTO pings (id, site_id, target_id, protocol, status, source, canonical_source, target_given,
       domain, claimed, received_at, last_seen_at, sender_ip, sender_user_agent)
     SELECT row.id, $1, $2, 'trackback', 'pending', source, source, $3, host, claimed, now(), now(),
       '192.0.2.1', 'test'
     FROM jsonb_to_recordset($4::jsonb) AS row (id uuid, host text, source text, claimed jsonb)`,
    [siteId, id, url, JSON.stringify(rows)],
  );
  return rows.map((row) => row.id);
}

export const modelOf = async ({ api }: TestServer, site: Site): Promise<ModelFile> =>
  (await api.get<ModelFile>(`/sites/${site.id}/learning/model`)).body;
