// A Trackwarden: makes a site for this run, serves its pages with the markup that it says to paste, and cleans up.
import { discoverySchema } from '@trackwarden/contracts';
import type { Receiver } from '../context.js';
import { UNKNOWN_TARGET, type ConformanceOptions } from '../options.js';
import { SourceSite } from '../source/source-site.js';
import { escapeHtml } from '../source/contents.js';
import { fetchPage } from './fetch-page.js';
import { TrackwardenApi, type ApiTarget } from './trackwarden-api.js';

const discovery = discoverySchema.pick({ snippet: true, headers: true });

export interface MadeReceiver {
  readonly receiver: Receiver;
  readonly remove: () => Promise<void>;
}

export async function trackwardenReceiver(
  options: ConformanceOptions,
  token: string,
): Promise<MadeReceiver> {
  const { origin } = new URL(options.receiver);
  await fetchPage(origin);
  const api = new TrackwardenApi(origin, token);
  const blog = await SourceSite.start({ host: options.sourceHost ?? '127.0.0.1', port: 0 });
  const remove = async (): Promise<void> => {
    await api.deleteSite().finally(() => blog.stop());
  };
  try {
    const site = await api.createSite('Conformance suite', blog.origin);
    const here = (url: string): string => {
      const { pathname, search } = new URL(url);
      return origin + pathname + search;
    };
    const addPage = async (path: string): Promise<ApiTarget> => {
      const made = await api.createTarget(blog.origin + path);
      const of = `${origin}/sites/${site.key}/discovery?target=${encodeURIComponent(made.url)}`;
      const response = await fetch(of, { headers: { accept: 'application/json' } });
      const { snippet, headers } = discovery.parse(await response.json());
      blog.page({ headers, body: pageWith(made.title, snippet) }, path);
      return made;
    };
    const target = await addPage('/entry');
    const other = await addPage('/other-entry');
    const receiver: Receiver = {
      page: options.receiver,
      endpoints: {
        trackback: here(target.trackbackUrl),
        pingback: here(site.pingbackUrl),
        webmention: here(site.webmentionUrl),
      },
      target: target.url,
      otherTarget: other.url,
      unknownTarget: options.unknownTarget ?? UNKNOWN_TARGET,
      api,
    };
    return { receiver, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const pageWith = (title: string, snippet: string): string =>
  `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
${snippet}
</head><body><h1>${escapeHtml(title)}</h1><p>This page takes pings.</p></body></html>
`;
