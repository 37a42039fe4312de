// What holds for every input of the library: no error but the declared ones, safe results, bounded work.
import { decodeBytes, charsetFor } from '../../src/index.js';
import * as protocol from '../../src/index.js';
import { assertAddress, assertText, assertXml } from './safe-output.js';
import type { SeedKind } from './corpus.js';

const TARGET = 'https://blog.example/post/1';
const PAGE = 'https://sender.example/a/b?c';

/** One property: which seeds it starts from, and what throws when it does not hold. */
export interface Property {
  name: string;
  of: SeedKind;
  check: (bytes: Buffer, contentType: string | undefined) => void;
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

function trackbackPing(body: Buffer, contentType: string | undefined): void {
  const query = body.subarray(0, 200).toString('latin1');
  for (const request of [
    { contentType, body },
    { contentType, body, query },
  ]) {
    const parsed = protocol.parseTrackbackPing(request);
    if (!parsed.ok) {
      assertText(parsed.error.message, 200);
      assertXml(protocol.trackbackError(parsed.error.message));
      continue;
    }
    const { url, title, excerpt, blogName, charset } = parsed.value;
    assertAddress(url);
    must(url.length <= 2_048, 'the address is too long');
    must(title !== '', 'there is no title');
    assertText(title, 250);
    assertText(excerpt, 255);
    assertText(blogName, 255);
    must(charsetFor(charset.label) !== null, `unknown charset ${charset.label}`);
    assertXml(
      protocol.trackbackListing({
        title,
        url,
        description: excerpt,
        items: [{ title, url, excerpt }],
      }),
    );
  }
}

function webmention(body: Buffer, contentType: string | undefined): void {
  const parsed = protocol.parseWebmention({ contentType, body });
  if (!parsed.ok) {
    assertText(parsed.error.message, 200);
    return;
  }
  const { source, target, vouch, code } = parsed.value;
  for (const address of [source, target, vouch]) assertAddress(address);
  must(!protocol.sameResource(source, target), 'a page mentions itself');
  must(code === null || /^[ -~]{1,1024}$/.test(code), 'the code is not printable');
}

const FAULTS: ReadonlySet<number> = new Set(Object.values(protocol.pingbackFaults));

function pingbackCall(body: Buffer, contentType: string | undefined): void {
  const parsed = protocol.parsePingbackCall({ contentType, body });
  if (!parsed.ok) {
    must(FAULTS.has(parsed.error.code), `undeclared fault ${parsed.error.code}`);
    assertXml(protocol.pingbackFault(parsed.error.code, parsed.error.message));
    return;
  }
  assertAddress(parsed.value.target);
  if (parsed.value.method === 'pingback.ping') assertAddress(parsed.value.source);
}

function answers(body: Buffer): void {
  const trackback = protocol.parseTrackbackResponse(body);
  if (trackback.kind === 'error') assertText(trackback.message, 500);
  const pingback = protocol.parsePingbackResponse(body);
  for (const value of Object.values(pingback))
    if (typeof value === 'string') assertText(value, 2_000);
}

function charset(bytes: Buffer, label: string | undefined): void {
  for (const hints of [
    {},
    { bom: true, utf16: true },
    { header: label },
    { field: label, meta: label },
  ]) {
    const { text, label: chosen, notes } = decodeBytes(bytes, hints);
    must(charsetFor(chosen) !== null, `unknown charset ${chosen}`);
    must(text.length <= 2 * bytes.length + 2, 'decoding made text out of nothing');
    must(new Set(notes).size === notes.length, 'a note stands twice');
  }
}

function sourcePage(bytes: Buffer, contentType: string | undefined): void {
  const page = protocol.readPage(bytes, { contentType, url: PAGE });
  const facts = protocol.describePage(page);
  const { title, siteName, description, content, author } = facts;
  for (const text of [title, siteName, author.name]) assertText(text ?? '', 250);
  for (const text of [description, content]) assertText(text ?? '', 500);
  assertText(facts.text, 20_000);
  for (const address of [facts.canonicalUrl, facts.url, author.url, author.photo])
    assertAddress(address);
  must(facts.publishedAt === null || !Number.isNaN(Date.parse(facts.publishedAt)), 'no time');

  const links = protocol.findLinks(page, [TARGET], { belowOrigins: ['https://blog.example'] });
  must(links.length <= 20, 'too many proofs');
  for (const link of links) {
    const isTarget =
      protocol.sameResource(link.url, TARGET) ||
      protocol.isBelowOrigin(link.url, 'https://blog.example');
    must(isTarget, `${link.url} is no target`);
    must(link.html.length <= 500, 'the tag is too long');
    assertText(link.text, 300);
    for (const part of Object.values(link.context)) assertText(part, 700);
  }
  protocol.mentionType(page, [TARGET]);
  protocol.vouches(page, TARGET);
  protocol.deletedByMeta(page);
}

function announcingPage(bytes: Buffer, contentType: string | undefined): void {
  const page = protocol.readPage(bytes, { contentType, url: PAGE });
  const outgoing = protocol.outgoingLinks(page);
  must(outgoing.length <= 100, 'too many links');
  for (const { url, text } of outgoing) {
    assertAddress(url);
    assertText(text, 300);
  }
  protocol.contentText(page);
  protocol.refusalToAnnounce(page, { status: 200, requestedUrl: PAGE, finalUrl: PAGE });
  const header = bytes
    .toString('latin1')
    .replace(/[\0\r\n]/g, ' ')
    .slice(0, 8_000);
  const found = protocol.discoverEndpoints({
    url: PAGE,
    finalUrl: PAGE,
    headers: { link: header, 'x-pingback': header },
    html: bytes.toString('utf8'),
  });
  for (const endpoint of [found.webmention, found.pingback, found.trackback])
    assertAddress(endpoint);
}

function address(bytes: Buffer): void {
  const text = bytes.toString('utf8');
  const canonical = protocol.canonicalUrl(text);
  const url = protocol.parseHttpUrl(text);
  must(canonical === null || url !== null, 'canonical, yet no address');
  if (canonical === null || url === null) {
    must(!protocol.sameResource(text, text), 'no address is the same as itself');
    return;
  }
  assertAddress(canonical);
  must(protocol.canonicalUrl(canonical) === canonical, `not idempotent: ${canonical}`);
  must(protocol.sameResource(text, canonical), 'another resource');
  const host = new URL(canonical).hostname.replace(/\.+$/, '');
  must(host === url.hostname.replace(/\.+$/, ''), `another host: ${host}`);
  const isGood = host === 'blog.example';
  must(
    protocol.isBelowOrigin(text, 'https://blog.example') === (isGood && url.port === ''),
    'another site',
  );
}

function text(bytes: Buffer): void {
  const given = bytes.toString('utf8');
  const clean = protocol.cleanText(given);
  assertText(clean, given.length);
  must(protocol.cleanText(clean) === clean, 'cleaning twice changes it');
  assertText(protocol.cleanText(protocol.plainText(given)), 4 * given.length + 4);
  assertText(protocol.cropExcerpt(clean, 255), 255);
  assertXml(
    `<a b="${protocol.escapeXml(given.slice(0, 4_000))}">${protocol.escapeXml(given.slice(0, 4_000))}</a>`,
  );
  assertXml(protocol.trackbackError(given));
}

/** Every property, each tried on seeds of its own kind. */
export const properties: readonly Property[] = [
  { name: 'a TrackBack form', of: 'trackback', check: trackbackPing },
  { name: 'a Webmention form', of: 'webmention', check: webmention },
  { name: 'a form in any charset', of: 'trackback', check: charset },
  { name: 'a Pingback call', of: 'xml', check: pingbackCall },
  { name: 'the answer of another receiver', of: 'xml', check: answers },
  { name: 'a source page', of: 'html', check: sourcePage },
  { name: 'a page that is announced or announces', of: 'html', check: announcingPage },
  { name: 'a page in any charset', of: 'html', check: charset },
  { name: 'an address', of: 'url', check: address },
  { name: 'text', of: 'html', check: text },
];
