// Any receiver: its endpoints as told, else as its page offers them.
import type { Receiver } from '../context.js';
import { UNKNOWN_TARGET, type ConformanceOptions } from '../options.js';
import { fetchPage } from './fetch-page.js';
import { endpointsOf } from './page-endpoints.js';

export async function foundReceiver(options: ConformanceOptions): Promise<Receiver> {
  const target = options.target ?? options.receiver;
  const found = endpointsOf(await fetchPage(target));
  // the page to ping knows best; the receiver's own address may still offer what it leaves out
  const own = target === options.receiver ? found : endpointsOf(await fetchPage(options.receiver));
  const told = options.endpoints ?? {};
  return {
    page: options.receiver,
    endpoints: {
      trackback: told.trackback === undefined ? found.trackback : told.trackback,
      pingback: told.pingback === undefined ? (found.pingback ?? own.pingback) : told.pingback,
      webmention:
        told.webmention === undefined ? (found.webmention ?? own.webmention) : told.webmention,
    },
    target,
    otherTarget: options.otherTarget ?? null,
    unknownTarget: options.unknownTarget ?? UNKNOWN_TARGET,
    api: null,
  };
}
