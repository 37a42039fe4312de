// What the suite asks a Trackwarden through its API: a site of its own, and what became of each ping.
import { listSchema, pingSchema, siteSchema, targetSchema } from '@trackwarden/contracts';
import { CannotRun, Failure } from '../failure.js';
import { until } from '../wire/until.js';

const site = siteSchema.pick({ id: true, key: true, pingbackUrl: true, webmentionUrl: true });
const target = targetSchema.pick({
  id: true,
  key: true,
  url: true,
  title: true,
  trackbackUrl: true,
});
const ping = pingSchema
  .pick({ id: true, status: true, source: true, targetGiven: true, version: true, claimed: true })
  .extend({
    verification: pingSchema.shape.verification.pick({ state: true, checkedAt: true }),
    extracted: pingSchema.shape.extracted.pick({ title: true }),
  });
const pings = listSchema(ping);

export type ApiSite = ReturnType<typeof site.parse>;
export type ApiTarget = ReturnType<typeof target.parse>;
export type ApiPing = ReturnType<typeof ping.parse>;

const CALL_TIMEOUT_MS = 10_000;

export class TrackwardenApi {
  private siteId = '';

  constructor(
    private readonly origin: string,
    private readonly token: string,
  ) {}

  async createSite(name: string, siteOrigin: string): Promise<ApiSite> {
    const made = site.parse(await this.call('POST', '/sites', { name, origins: [siteOrigin] }));
    this.siteId = made.id;
    return made;
  }

  async createTarget(url: string, more: object = {}): Promise<ApiTarget> {
    const body = { url, title: 'An entry of the conformance suite', kind: 'entry', ...more };
    return target.parse(await this.call('POST', `/sites/${this.siteId}/targets`, body));
  }

  async changeSettings(settings: object): Promise<void> {
    await this.call('PATCH', `/sites/${this.siteId}`, { settings });
  }

  async decide(verdict: string, { id }: ApiPing): Promise<void> {
    await this.call('POST', '/decisions', { verdict, pings: [{ id }] });
  }

  async deleteSite(): Promise<void> {
    if (this.siteId !== '') await this.call('DELETE', `/sites/${this.siteId}`);
  }

  /** All pings of this source, newest first; the suite's sources are asked for right after they ping. */
  async pingsOf(source: string): Promise<ApiPing[]> {
    const list = await this.call('GET', `/pings?siteId=${this.siteId}&limit=200`);
    return pings.parse(list).items.filter((item) => item.source === source);
  }

  /** The ping of a source once it is verified, and verified again after `since`. */
  async verified(source: string, timeoutMs: number, since: string | null = null): Promise<ApiPing> {
    const found = await until(async () => {
      const [newest] = await this.pingsOf(source);
      if (newest === undefined || newest.status === 'received') return null;
      const { state, checkedAt } = newest.verification;
      return state !== 'waiting' && checkedAt !== null && checkedAt !== since ? newest : null;
    }, timeoutMs);
    if (found) return found;
    throw new Failure(
      since === null ? 'the ping to be verified' : 'the ping to be verified again',
      `none such in GET /api/v1/pings within ${timeoutMs / 1_000} s`,
    );
  }

  private async call(method: string, path: string, body?: object): Promise<unknown> {
    let response: Response;
    try {
      response = await fetch(`${this.origin}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${this.token}`,
          ...(body && { 'content-type': 'application/json' }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(CALL_TIMEOUT_MS),
      });
    } catch {
      throw new CannotRun(`The receiver at ${this.origin} cannot be reached.`);
    }
    const text = await response.text();
    if (response.ok) return text === '' ? null : JSON.parse(text);
    const reason =
      response.status === 401 ? 'does not take the token' : `answers HTTP ${response.status}`;
    throw new CannotRun(`${method} /api/v1${path} ${reason}: ${text.slice(0, 200)}`);
  }
}
