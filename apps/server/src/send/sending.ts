// The sender's requests as the server makes them: within each host's budget, ended with the process.
import { Injectable } from '@nestjs/common';
import { HostBudget } from '../host-budget.js';
import { Outgoing } from '../outgoing.js';
import { SENDING_USER_AGENT, type SendingFetch } from './sending-fetch.js';

@Injectable()
export class Sending {
  constructor(
    private readonly outgoing: Outgoing,
    private readonly budget: HostBudget,
  ) {}

  /** Throws `HostHasHadItsShare` within a `held-back` when a host on the way has had its share. */
  readonly fetch: SendingFetch = (url, request = {}) =>
    this.outgoing.fetch(url, {
      ...request,
      headers: { ...request.headers, 'user-agent': SENDING_USER_AGENT },
      signal: this.outgoing.signal,
      beforeHop: this.budget.spend,
    });
}
