// What the owner of a page should know about how senders find it. Pure.
import type { PageCheck, Protocol } from '@trackwarden/contracts';
import { sameResource } from '@trackwarden/protocol';
import type { SafeFetchError } from '@trackwarden/safe-fetch';

type Checked = {
  url: string;
  finalUrl: string;
  html: string;
  found: PageCheck['found'];
  publicUrl: string;
};

const NAMES = { trackback: 'TrackBack', pingback: 'Pingback', webmention: 'Webmention' } as const;

export function remarksOn({
  url,
  finalUrl,
  html,
  found,
  publicUrl,
}: Checked): PageCheck['remarks'] {
  const remarks: PageCheck['remarks'] = [];
  const problem = (text: string) => remarks.push({ level: 'problem', text });
  const advice = (text: string) => remarks.push({ level: 'advice', text });

  if (found.every(({ endpoint }) => endpoint === null))
    problem('Senders find nothing on this page: paste the snippet, or send the headers.');
  for (const { protocol, endpoint, isOurs } of found) {
    if (endpoint !== null && !isOurs)
      problem(
        protocol === 'trackback' && pathHere(endpoint, publicUrl) !== null
          ? `The TrackBack address ${endpoint} is not the one of this page.`
          : `${NAMES[protocol]} leads elsewhere: ${endpoint}`,
      );
  }
  const [lacking, having] = [
    found.filter(({ endpoint }) => endpoint === null),
    found.filter(({ endpoint }) => endpoint !== null),
  ];
  if (having.length > 0)
    for (const { protocol } of lacking) advice(`${NAMES[protocol]} is not announced.`);
  if (/<rdf:Description\b/i.test(html) && lacking.some(({ protocol }) => protocol === 'trackback'))
    problem(
      'The RDF block is not for this page: its dc:identifier must be the address of the page.',
    );
  if (!sameResource(url, finalUrl))
    advice(`The page redirects to ${finalUrl}: give senders and the snippet that address.`);
  return remarks;
}

/** Of an address of ours that carries no fresh date, while the site hands out dated ones. */
export function undated(protocol: Protocol, kind: 'stale' | 'plain'): string {
  const what = kind === 'stale' ? 'carries a date that is too old' : 'carries no date of ours';
  return `The ${NAMES[protocol]} address ${what}: pings that come by it are held for a person.`;
}

/** The path of an endpoint below this installation; null for one that leads elsewhere. */
export function pathHere(endpoint: string | null, publicUrl: string): string | null {
  if (endpoint === null) return null;
  const [there, here] = [new URL(endpoint), new URL(publicUrl)];
  const prefix = here.pathname.replace(/\/+$/, '');
  if (there.origin !== here.origin || !there.pathname.startsWith(`${prefix}/`)) return null;
  return there.pathname.slice(prefix.length);
}

const REASONS: Partial<Record<SafeFetchError['kind'], string>> = {
  'refused-address':
    'The page is at a private address; TRACKWARDEN_FETCH_ALLOW can allow to read it.',
  'refused-port': 'The port is neither 80 nor 443; TRACKWARDEN_FETCH_ALLOW can allow it.',
  dns: 'The host name has no address.',
  connect: 'No connection could be made.',
  tls: 'The certificate does not hold, or the secure connection failed.',
  timeout: 'The page took too long to answer.',
  'too-many-redirects': 'The page redirects too often, or in a circle.',
};

/** Why there is no page to look into, for its owner. */
export function unreadable({ kind, message }: SafeFetchError): string {
  return REASONS[kind] ?? `The answer could not be used: ${message}.`;
}
