// How the page offers its server: a header, or an element in exactly one spelling.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure, Skipped } from '../../failure.js';
import { fetchPage } from '../../receiver/fetch-page.js';
import { linkHeaderTarget } from '../../receiver/page-endpoints.js';

const pingback = casesOf('pingback');
const CLAUSE = 'Pingback 1.0, 2: server autodiscovery';
/** As the specification prints it. */
const ELEMENT = /<link rel="pingback" href="([^"]+)" ?\/?>/;

export const discoveryCases: readonly ConformanceCase[] = [
  pingback(
    'MUST',
    'discovery',
    'offers its server by X-Pingback or by the link element, letter by letter',
    CLAUSE,
    async (context) => {
      const { headers, html } = await fetchPage(context.target);
      if (headers.has('x-pingback') || ELEMENT.test(html)) return;
      const similar = /<link[^>]*pingback[^>]*>/i.exec(html)?.[0];
      throw new Failure('X-Pingback or <link rel="pingback" href="…">', similar ?? 'neither');
    },
  ),
  pingback(
    'MUST',
    'discovery-absolute',
    'names an absolute address, the same in both places',
    CLAUSE,
    async (context) => {
      const { headers, html } = await fetchPage(context.target);
      const named = [headers.get('x-pingback'), ELEMENT.exec(html)?.[1]?.replace(/&amp;/g, '&')];
      const addresses = named.filter((each) => typeof each === 'string');
      if (addresses.length === 0) throw new Skipped('no address is named');
      const wrong = addresses.find((each) => !/^https?:\/\/[^\s,]+$/.test(each));
      if (wrong !== undefined) throw new Failure('one absolute address', wrong);
      if (new Set(addresses).size > 1) throw new Failure('one address', addresses.join(' and '));
    },
  ),
  pingback(
    'MUST',
    'discovery-entities',
    'uses no entities in the element but &amp; &lt; &gt; and &quot;',
    CLAUSE,
    async (context) => {
      const { html } = await fetchPage(context.target);
      const href = ELEMENT.exec(html)?.[1];
      if (href === undefined) throw new Skipped('the page has no such element');
      if (/&(?!(?:amp|lt|gt|quot);)/.test(href)) throw new Failure('no other entity', href);
    },
  ),
  pingback(
    'SHOULD',
    'discovery-no-link-header',
    'does not offer its server in the Link header',
    CLAUSE,
    async (context) => {
      const { headers } = await fetchPage(context.target);
      const found = linkHeaderTarget(headers.get('link') ?? '', 'pingback');
      if (found !== null) throw new Failure('no rel="pingback" in a Link header', found);
    },
  ),
];
