// A sender, a site and its pings, in the few words that most tests need.
import type { Ping, PingDetail, Site, SiteSettings, Target } from '@trackwarden/contracts';
import type { TestServer } from './started-server.js';

export const OK =
  '<?xml version="1.0" encoding="utf-8"?>\n<response>\n<error>0</error>\n</response>';

/** The refusal with this message, byte for byte. */
export function refusalOf(message: string): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<response>\n<error>1</error>\n<message>${message}</message>\n</response>`;
}

export type PingAnswer = { status: number; headers: Headers; text: string };

/** Sends a TrackBack ping as a form. */
export async function sendPing(
  address: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<PingAnswer> {
  const response = await fetch(address, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

export async function createSite(
  { api }: TestServer,
  settings: Partial<SiteSettings> = {},
  origin = 'https://blog.example',
): Promise<Site> {
  const { body } = await api.post<Site>('/sites', { name: 'A blog', origins: [origin] });
  if (Object.keys(settings).length === 0) return body;
  // who sets a threshold wants to see it work, on a site without a past
  const isTried = settings.approveBelow !== undefined || settings.spamFrom !== undefined;
  return (
    await api.patch<Site>(`/sites/${body.id}`, {
      settings: { ...(isTried ? { newSiteDecisions: 0 } : {}), ...settings },
    })
  ).body;
}

export async function createTarget(
  { api }: TestServer,
  site: Site,
  path = '/entry',
  extra: object = {},
): Promise<Target> {
  const url = `${site.origins[0] ?? ''}${path}`;
  const { body } = await api.post<Target>(`/sites/${site.id}/targets`, {
    url,
    title: 'An entry',
    kind: 'entry',
    ...extra,
  });
  return body;
}

/** The pings of a site, newest first. */
export async function pingsOf({ api }: TestServer, siteId: string): Promise<Ping[]> {
  return (await api.get<{ items: Ping[] }>(`/pings?siteId=${siteId}&limit=200`)).body.items;
}

/** Sends a ping, waits until it is evaluated, and answers it with its evidence. */
export async function pingAndEvaluate(
  server: TestServer,
  target: Target,
  source: string,
  claims: Record<string, string> = {},
): Promise<PingDetail> {
  const { text } = await sendPing(target.trackbackUrl, { url: source, ...claims });
  if (text !== OK) throw new Error(`the ping was refused: ${text}`);
  await server.drain();
  const [row] = await server.query<{ id: string }>(
    'SELECT id FROM pings WHERE target_id = $1 AND source = $2',
    [target.id, new URL(source).href],
  );
  return (await server.api.get<PingDetail>(`/pings/${row?.id ?? ''}`)).body;
}
