// Private Webmention: a code that came with the ping is exchanged for a token to read the source with.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { parseHttpUrl, parseLinkHeader, resolveUrl } from '@trackwarden/protocol';
import { PingEntity } from '../database/entities/ping.entity.js';
import { Outgoing } from '../outgoing.js';
import { HostBudget } from '../host-budget.js';

const MAX_ANSWER_BYTES = 16_384;
const grantSchema = z.object({
  access_token: z
    .string()
    .min(1)
    .max(4_096)
    .regex(/^[\x21-\x7e]+$/),
});

@Injectable()
export class PrivateSources {
  constructor(
    private readonly dataSource: DataSource,
    private readonly outgoing: Outgoing,
    private readonly budget: HostBudget,
  ) {}

  /** The token of a private ping, kept for later checks; null for a public one, or when there is none to have. */
  async tokenFor(ping: PingEntity): Promise<string | null> {
    if (ping.accessCode === null) return ping.accessToken;
    const endpoint = await this.tokenEndpoint(ping.source);
    const token = endpoint && (await this.exchange(endpoint, ping.accessCode));
    if (!token) return ping.accessToken;
    // a code works once: what it gave is stored before anything else can fail
    Object.assign(ping, { accessCode: null, accessToken: token });
    await this.dataSource.manager.update(
      PingEntity,
      { id: ping.id },
      { accessCode: null, accessToken: token },
    );
    return token;
  }

  /** Named by the source in a `Link` header with `rel="token_endpoint"`, whatever its status. */
  private async tokenEndpoint(source: string): Promise<string | null> {
    const response = await this.budget.ask(this.outgoing.fetch, source, {
      method: 'HEAD',
      signal: this.outgoing.signal,
    });
    const header = response?.headers['link'];
    if (!response || header === undefined) return null;
    const link = parseLinkHeader([header]).find(({ rel }) => rel.includes('token_endpoint'));
    const url = link && resolveUrl(link.url, response.finalUrl);
    return url ? (parseHttpUrl(url.href)?.href ?? null) : null;
  }

  private async exchange(endpoint: string, code: string): Promise<string | null> {
    const response = await this.budget.ask(this.outgoing.fetch, endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        accept: 'application/json',
      },
      body: new URLSearchParams({ grant_type: 'authorization_code', code }).toString(),
      redirect: 'refuse',
      maxBytes: MAX_ANSWER_BYTES,
      signal: this.outgoing.signal,
    });
    if (response?.status !== 200) return null;
    try {
      const answer: unknown = JSON.parse(Buffer.from(response.body).toString('utf8'));
      return grantSchema.parse(answer).access_token;
    } catch {
      return null;
    }
  }
}
