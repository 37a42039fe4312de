// The sender's requests as the server makes them: within each host's budget, ended with the process.
import { Injectable } from '@nestjs/common';
import { Outgoing } from '../outgoing.js';
import { RateLimits } from '../rate-limits.js';
import { SENDING_USER_AGENT, type SendingFetch } from './sending-fetch.js';

/** A host is asked only so often, whoever names it. */
export class HostIsBusy extends Error {
  constructor(readonly retryAfterSeconds: number) {
    super(`the host has had its share of requests for ${retryAfterSeconds} s`);
  }
}

@Injectable()
export class Sending {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly limits: RateLimits,
  ) {}

  /** Throws {@link HostIsBusy} within a `held-back` when a host on the way has had its share. */
  readonly fetch: SendingFetch = (url, request = {}) =>
    this.outgoing.fetch(url, {
      ...request,
      headers: { ...request.headers, 'user-agent': SENDING_USER_AGENT },
      signal: this.outgoing.signal,
      beforeHop: async ({ host }) => {
        const { retryAfterSeconds } = await this.limits.take('sourceHost', host);
        if (retryAfterSeconds !== null) throw new HostIsBusy(retryAfterSeconds);
      },
    });
}
