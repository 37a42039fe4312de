// How the page offers its endpoint.
import { casesOf, type ConformanceCase } from '../../case.js';
import { Failure } from '../../failure.js';
import { fetchPage } from '../../receiver/fetch-page.js';
import { elementHref, linkHeaderTarget } from '../../receiver/page-endpoints.js';
import { expectTaken, mention } from './mention.js';

const webmention = casesOf('webmention');
const CLAUSE = 'Webmention, 3.1.2 Sender discovers receiver Webmention endpoint';

export const discoveryCases: readonly ConformanceCase[] = [
  webmention(
    'MUST',
    'discovery',
    'offers its endpoint in a Link header, a link element or an a element',
    CLAUSE,
    async (context) => {
      const page = await fetchPage(context.target);
      const inHeader = linkHeaderTarget(page.headers.get('link') ?? '', 'webmention');
      const found = inHeader ?? elementHref(page.html, 'webmention');
      if (found === null)
        throw new Failure('rel="webmention"', 'neither in a header nor on the page');
      const endpoint = new URL(found, page.url).href;
      if (endpoint !== context.endpoint) throw new Failure(context.endpoint, endpoint);
    },
  ),
  webmention(
    'practice',
    'endpoint-query',
    'takes a mention to its endpoint with a further parameter in the query',
    'Webmention, 3.1.3: the query of the endpoint is kept',
    async (context) => {
      const url = `${context.endpoint}${context.endpoint.includes('?') ? '&' : '?'}version=1`;
      expectTaken(
        await mention(context, { source: context.page().url, target: context.target }, { url }),
      );
    },
  ),
];
