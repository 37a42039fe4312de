// How the page offers its ping address: the RDF block, read as old clients read it.
import { casesOf, type ConformanceCase } from '../../case.js';
import type { CaseContext } from '../../context.js';
import { Failure, Skipped } from '../../failure.js';
import { fetchPage } from '../../receiver/fetch-page.js';
import { attributeOf, elementHref } from '../../receiver/page-endpoints.js';

const trackback = casesOf('trackback');
const CLAUSE = 'TrackBack 1.2, Auto-Discovery of TrackBack Ping URLs';
const NAMESPACES = {
  'xmlns:rdf': 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:trackback': 'http://madskills.com/public/xml/rss/module/trackback/',
} as const;

interface Block {
  readonly start: string;
  readonly description: string;
}

async function blockOf(context: CaseContext): Promise<Block> {
  const { html } = await fetchPage(context.target);
  const blocks = [...html.matchAll(/(<rdf:RDF\b[^>]*>)\s*(<rdf:Description\b[^>]*>)/g)];
  if (blocks.length === 0) throw new Skipped('the page has no RDF block');
  const block = blocks.find(
    ([, , description = '']) => attributeOf(description, 'dc:identifier') === context.target,
  );
  if (block) return { start: block[1] ?? '', description: block[2] ?? '' };
  throw new Failure(
    `a block whose dc:identifier is exactly ${context.target}`,
    blocks.map(([, , tag = '']) => attributeOf(tag, 'dc:identifier') ?? 'none').join(', '),
  );
}

export const discoveryCases: readonly ConformanceCase[] = [
  trackback('SHOULD', 'rdf-offered', 'offers its address on the page', CLAUSE, async (context) => {
    const { html } = await fetchPage(context.target);
    if (/<rdf:Description\b/.test(html) || elementHref(html, 'trackback') !== null) return;
    throw new Failure('an RDF block or rel="trackback"', 'neither on the page');
  }),
  trackback(
    'MUST',
    'rdf-identifier',
    'names the page exactly in dc:identifier',
    CLAUSE,
    async (context) => {
      await blockOf(context);
    },
  ),
  trackback(
    'MUST',
    'rdf-ping',
    'names the ping address in trackback:ping',
    CLAUSE,
    async (context) => {
      const { description } = await blockOf(context);
      const address = attributeOf(description, 'trackback:ping');
      if (address !== context.endpoint)
        throw new Failure(context.endpoint, address ?? 'no such attribute');
    },
  ),
  trackback('MUST', 'rdf-namespaces', 'declares the three namespaces', CLAUSE, async (context) => {
    const { start } = await blockOf(context);
    for (const [name, value] of Object.entries(NAMESPACES))
      if (attributeOf(start, name) !== value)
        throw new Failure(`${name}="${value}"`, attributeOf(start, name) ?? 'no such attribute');
  }),
  trackback(
    'practice',
    'rdf-double-quotes',
    'writes the attributes in double quotes, as clients look for them',
    'Serendipity, Services_Trackback',
    async (context) => {
      const { description } = await blockOf(context);
      for (const name of ['dc:identifier', 'trackback:ping'])
        if (!new RegExp(`\\s${name}="[^"]*"`).test(description))
          throw new Failure(`${name}="…"`, description);
    },
  ),
  trackback(
    'practice',
    'rdf-comment',
    'keeps the comment around the block whole',
    'Movable Type and WordPress replace "--" in titles',
    async (context) => {
      const { html } = await fetchPage(context.target);
      const comment = /<!--((?:(?!-->)[\s\S])*<rdf:RDF[\s\S]*?)-->/.exec(html)?.[1];
      if (comment === undefined) throw new Skipped('the block does not stand in a comment');
      if (comment.includes('--') || !comment.includes('</rdf:RDF>'))
        throw new Failure('no "--" within the comment', comment.trim().slice(0, 300));
    },
  ),
];
