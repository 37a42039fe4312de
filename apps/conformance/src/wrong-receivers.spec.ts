// A suite that cannot fail is worthless: each case here fails against a receiver that is wrong.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { listen, type Listening } from '../test/listen.js';
import { wrongAnswers, type WrongAnswer } from '../test/wrong-answers.js';
import { wrongPages, type WrongPage } from '../test/wrong-pages.js';
import { exitCodeOf, type ConformanceReport } from './report/report.js';
import { runConformance } from './run-conformance.js';

type Wrong = keyof typeof wrongAnswers;

const fails: readonly (readonly [caseId: string, wrong: Wrong, because: RegExp])[] = [
  ['trackback.url-only', 'always-error', /got HTTP 200.*<error>1<\/error>/],
  ['trackback.url-only', 'not-found-success', /got HTTP 404/],
  ['trackback.url-only', 'html', /got HTTP 200.*<html>/],
  ['trackback.url-only', 'reset', /without an answer/],
  ['trackback.url-missing', 'always-success', /expected a response envelope with <error>1/],
  ['trackback.url-empty', 'always-success', /<error>0/],
  ['trackback.url-javascript', 'always-success', /<error>0/],
  ['trackback.url-userinfo', 'always-success', /<error>0/],
  ['trackback.content-type-json', 'always-success', /<error>0/],
  ['trackback.envelope-start', 'mark', /"<\?xml" as the first five bytes/],
  ['trackback.envelope-start', 'white-space', /"<\?xml" as the first five bytes/],
  ['trackback.envelope-success', 'mark', /byte order mark/],
  ['trackback.envelope-success', 'white-space', /starts with white space/],
  ['trackback.envelope-success', 'message-with-success', /<error>0<\/error> alone/],
  ['trackback.envelope-error', 'debug', /nothing else/],
  ['trackback.envelope-error', 'error-without-message', /one <message> with text/],
  ['trackback.envelope-bytes', 'one-line', /on lines of their own/],
  ['trackback.envelope-well-formed', 'raw-message', /expected well-formed XML/],
  ['trackback.envelope-type', 'type-html', /Content-Type: text\/xml/],
  ['trackback.repeat-success', 'second-is-error', /success, as at first/],
  ['trackback.repeat-answered', 'empty', /an empty body/],
  ['trackback.get-is-no-ping', 'always-success', /no ping to be taken/],
  ['trackback.get-answered', 'empty', /an empty body/],
  ['trackback.put', 'always-success', /no ping to be taken/],
  ['trackback.mode-unknown', 'empty', /an empty body/],
  ['trackback.mode-unknown', 'always-success', /no success for a mode/],
  ['trackback.charset-unknown', 'error-500', /a status below 500/],
  ['trackback.oversize', 'reset', /without an answer/],
  ['trackback.sender-dotclear', 'always-error', /a 2xx status/],
  ['trackback.source-link', 'always-error', /the mention to be found/],

  ['trackback.source-absent', 'takes-what-it-has-read', /no mention to be found/],
  ['trackback.source-comment', 'takes-what-it-has-read', /no mention to be found/],
  ['trackback.source-script', 'takes-what-it-has-read', /no mention to be found/],
  ['trackback.source-prefix', 'takes-what-it-has-read', /no mention to be found/],
  ['trackback.mode-rss', 'rss-2', /<rss version="0\.91">/],

  ['pingback.source-no-link', 'rpc-takes-what-it-has-read', /expected a fault/],
  ['pingback.source-absent', 'rpc-takes-what-it-has-read', /no mention to be found/],
  ['pingback.source-prefix', 'rpc-takes-what-it-has-read', /no mention to be found/],
  ['pingback.call', 'rpc-fault-33', /a methodResponse without a fault/],
  ['pingback.untyped-value', 'rpc-fault-33', /without a fault/],
  ['pingback.success-string', 'rpc-number', /one value of type string/],
  ['pingback.success-string', 'rpc-two-params', /one <param>/],
  ['pingback.success-string', 'rpc-mark', /byte order mark/],
  ['pingback.fault-struct', 'rpc-serendipity-fault', /a struct of faultCode/],
  ['pingback.fault-struct', 'rpc-padded-names', /a struct of faultCode/],
  ['pingback.fault-struct', 'rpc-success', /expected a fault/],
  ['pingback.answer-start', 'rpc-mark', /as the first byte/],
  ['pingback.answer-type', 'rpc-html-type', /text\/xml/],
  ['pingback.answer-status', 'rpc-status-400', /HTTP 200/],
  ['pingback.three-params', 'rpc-success', /expected a fault/],
  ['pingback.not-xml', 'rpc-success', /expected a fault/],
  ['pingback.target-unknown', 'rpc-success', /expected a fault/],
  ['pingback.target-unknown', 'rpc-fault-99', /the code 0 or 32 or 33; got the code 99/],
  ['pingback.doctype', 'rpc-success', /expected a fault/],
  ['pingback.multicall', 'rpc-success', /expected a fault/],
  ['pingback.source-read', 'rpc-success', /a GET of the source.*no request/],
  ['pingback.get', 'rpc-success', /no success/],

  ['webmention.accepted', 'always-400', /201, 202 or 200/],
  ['webmention.source-missing', 'always-202', /expected HTTP 400/],
  ['webmention.source-is-target', 'always-202', /expected HTTP 400/],
  ['webmention.source-javascript', 'always-202', /expected HTTP 400/],
  ['webmention.target-foreign', 'always-202', /expected HTTP 400/],
  ['webmention.location', 'created-without-location', /a Location/],
  ['webmention.location-answers', 'dead-location', /HTTP 200; got HTTP 404/],
  ['webmention.no-trackback-xml', 'envelope-for-webmention', /words or JSON/],
  ['webmention.markup-escaped', 'reflects-markup', /no markup of the sender/],
  ['webmention.source-read', 'always-202', /a GET of the source/],
  ['webmention.redirect-301', 'always-202', /a GET of the page behind the 301/],
  ['webmention.redirects-bounded', 'follows-for-ever', /at most 50 requests/],
  ['webmention.source-comment', 'status-says-linked', /no mention to be found/],
  ['webmention.source-link', 'status-says-no-link', /the mention to be found/],
  ['webmention.delete-410', 'status-says-linked', /the status page to say it is gone; got success/],
  [
    'webmention.delete-link',
    'status-says-linked',
    /the status page to say it is gone; got success/,
  ],
  ['webmention.get', 'always-202', /neither 201 nor 202/],
];

const misleads: readonly (readonly [
  caseId: string,
  page: keyof typeof wrongPages,
  because: RegExp,
])[] = [
  ['trackback.rdf-offered', 'nothing', /an RDF block or rel="trackback"/],
  ['trackback.rdf-identifier', 'other-identifier', /dc:identifier is exactly .*utm_source/],
  ['trackback.rdf-ping', 'other-ping', /got http:\/\/blog\.example\/tb$/],
  ['trackback.rdf-namespaces', 'no-namespaces', /xmlns:rdf=.*got x/],
  ['trackback.rdf-double-quotes', 'single-quotes', /dc:identifier="…"/],
  ['trackback.rdf-comment', 'broken-comment', /no "--" within/],
  ['pingback.discovery', 'other-order', /got <link href=/],
  ['pingback.discovery-absolute', 'two-addresses', /one address; got .* and /],
  ['pingback.discovery-absolute', 'relative-header', /one absolute address; got \/rpc/],
  ['pingback.discovery-entities', 'other-entity', /no other entity/],
  ['pingback.discovery-no-link-header', 'link-header', /in a Link header/],
  ['webmention.discovery', 'nothing', /rel="webmention"/],
];

describe('a page that misleads', () => {
  let site: Listening;

  beforeAll(async () => {
    site = await listen((request, _body, response) => {
      const pages: Record<string, WrongPage | undefined> = wrongPages;
      const page = pages[(request.url ?? '').slice(1)];
      response
        .writeHead(200, { 'content-type': 'text/html', ...page?.headers })
        .end(page?.html(`${site.url}${request.url ?? ''}`));
    });
  });
  afterAll(() => site.stop());

  it.each(misleads)('fails %s when it is wrong by "%s"', async (caseId, page, because) => {
    const protocol = caseId.split('.')[0] ?? '';
    const report = await runConformance({
      receiver: `${site.url}/${page}`,
      endpoints: { [protocol]: 'http://127.0.0.1:9/endpoint' },
      cases: [caseId],
    });
    expect(report.results).toMatchObject([{ id: caseId, outcome: 'failed' }]);
    expect(report.results[0]?.because).toMatch(because);
  });
});

describe('a wrong receiver', () => {
  let receiver: Listening;
  let reports: ReadonlyMap<string, ConformanceReport>;
  const nameOf = (caseId: string, wrong: Wrong): string => `${caseId} ${wrong}`;

  /** Long enough for what a receiver does after its answer; many a case waits for it in vain. */
  const reportOf = (caseId: string, wrong: Wrong): Promise<ConformanceReport> =>
    runConformance({
      receiver: `${receiver.url}/page`,
      endpoints: { [caseId.split('.')[0] ?? '']: `${receiver.url}/${wrong}` },
      cases: [caseId],
      timeoutMs: 2_000,
    });

  beforeAll(async () => {
    receiver = await listen((request, body, response) => {
      const name = (request.url ?? '').split(/[/?]/)[1] ?? '';
      const answers: Record<string, WrongAnswer | undefined> = wrongAnswers;
      const answer = answers[name];
      if (answer) void answer(request, body.toString('latin1'), response);
      else response.writeHead(404).end();
    });
    const runs = fails.map(
      async ([caseId, wrong]) => [nameOf(caseId, wrong), await reportOf(caseId, wrong)] as const,
    );
    reports = new Map(await Promise.all(runs));
  }, 60_000);
  afterAll(() => receiver.stop());

  it.each(fails)('fails %s when it is wrong by "%s"', (caseId, wrong, because) => {
    const report = reports.get(nameOf(caseId, wrong))!;
    expect(report.results).toMatchObject([{ id: caseId, outcome: 'failed' }]);
    expect(report.results[0]?.because).toMatch(because);
    expect(report.results[0]?.exchanges).not.toHaveLength(0);
    expect(exitCodeOf(report)).toBe(report.results[0]?.level === 'MUST' ? 1 : 0);
  });
});
