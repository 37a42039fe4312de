// The protocols of linkbacks as pure functions: bytes to values and back, with no input or output.
export type { Result } from './result.js';

export { cleanLines, cleanText } from './text/clean-text.js';
export { cropExcerpt, takeCharacters } from './text/crop.js';
export { escapeXml } from './text/escape-xml.js';
export { plainText } from './text/plain-text.js';

export { chooseCharset, decodeAs, decodeBytes } from './charset/decode-bytes.js';
export type {
  CharsetChoice,
  CharsetHints,
  CharsetNote,
  CharsetSource,
} from './charset/decode-bytes.js';
export { charsetFor } from './charset/labels.js';
export type { CharsetLabel } from './charset/labels.js';

export {
  canonicalUrl,
  isBelowOrigin,
  originOf,
  parseHttpUrl,
  resourceKey,
  sameResource,
} from './url/canonical-url.js';

export { parseTrackbackPing } from './trackback/parse-ping.js';
export type { TrackbackPing } from './trackback/parse-ping.js';
export type { TrackbackRequest } from './trackback/ping-fields.js';
export type { TrackbackRefusal, TrackbackRefusalCode } from './trackback/refusal.js';
export { TRACKBACK_CONTENT_TYPE, trackbackError, trackbackSuccess } from './trackback/envelope.js';
export { trackbackListing } from './trackback/listing.js';
export type { TrackbackListing } from './trackback/listing.js';

export { discoverTrackback } from './discovery/discover-trackback.js';
export { discoveryMarkup } from './discovery/discovery-markup.js';
export type { DiscoveryMarkup, DiscoveryTarget } from './discovery/discovery-markup.js';

export { describePage } from './page/describe-page.js';
export { findLinks } from './page/find-links.js';
export type { LinkPosition, LinkProof } from './page/link-proof.js';
export type { PageAuthor } from './page/page-author.js';
export type { PageFacts } from './page/page-facts.js';
export type { HtmlPage, JsonPage, Page, TextPage, UnsupportedPage } from './page/page.js';
export { readPage } from './page/read-page.js';
export type { PageHeaders } from './page/read-page.js';
