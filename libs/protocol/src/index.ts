// The protocols of linkbacks as pure functions: bytes to values and back, with no input or output.
export type { Result } from './result.js';

export { cleanLines, cleanText } from './text/clean-text.js';
export { cropExcerpt, takeCharacters } from './text/crop.js';
export { escapeXml } from './text/escape-xml.js';
export { detectLanguage } from './text/detect-language.js';
export { Markup, markup } from './text/markup.js';
export type { MarkupValue } from './text/markup.js';
export { plainText } from './text/plain-text.js';
export { titleSimilarity } from './text/title-similarity.js';

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
export { resolveUrl } from './url/resolve-url.js';

export { parseTrackbackPing } from './trackback/parse-ping.js';
export type { TrackbackPing } from './trackback/parse-ping.js';
export type { TrackbackRequest } from './trackback/ping-fields.js';
export type { TrackbackRefusal, TrackbackRefusalCode } from './trackback/refusal.js';
export { TRACKBACK_CONTENT_TYPE, trackbackError, trackbackSuccess } from './trackback/envelope.js';
export { trackbackListing } from './trackback/listing.js';
export type { TrackbackListing } from './trackback/listing.js';
export { TRACKBACK_REQUEST_TYPE, trackbackRequest } from './trackback/request.js';
export { parseTrackbackResponse } from './trackback/parse-response.js';
export type { TrackbackAnswer } from './trackback/parse-response.js';

export { parsePingbackCall } from './pingback/parse-call.js';
export type { PingbackCall, PingbackRequest } from './pingback/parse-call.js';
export { pingbackFaults } from './pingback/fault.js';
export type { PingbackFault } from './pingback/fault.js';
export {
  PINGBACK_CONTENT_TYPE,
  pingbackFault,
  pingbacksList,
  pingbackSuccess,
} from './pingback/response.js';
export { pingbackRequest } from './pingback/request.js';
export { parsePingbackResponse } from './pingback/parse-response.js';
export type { PingbackAnswer } from './pingback/parse-response.js';

export { parseWebmention } from './webmention/parse-webmention.js';
export type { Webmention } from './webmention/parse-webmention.js';
export type { WebmentionRequest } from './webmention/webmention-fields.js';
export type { WebmentionRefusal, WebmentionRefusalCode } from './webmention/refusal.js';
export { webmentionRequest } from './webmention/webmention-request.js';

export { discoverEndpoints } from './discovery/discover-endpoints.js';
export type { AnnouncingPage, Endpoints, PingProtocol } from './discovery/discover-endpoints.js';
export { discoverPingback } from './discovery/discover-pingback.js';
export { discoverTrackback } from './discovery/discover-trackback.js';
export { discoverWebmention } from './discovery/discover-webmention.js';
export type { FoundBy } from './discovery/endpoint.js';
export { parseLinkHeader } from './discovery/link-header.js';
export type { HeaderLink } from './discovery/link-header.js';
export { outgoingLinks } from './discovery/outgoing-links.js';
export type { OutgoingLink } from './discovery/outgoing-links.js';
export { contentText } from './discovery/page-content.js';
export { refusalToAnnounce } from './discovery/refusal-to-announce.js';
export type {
  AnnouncementRefusal,
  AnnouncementRefusalCode,
  AnsweredRequest,
} from './discovery/refusal-to-announce.js';
export { discoveryMarkup } from './discovery/discovery-markup.js';
export type { DiscoveryMarkup, DiscoveryTarget } from './discovery/discovery-markup.js';

export { changedFields, contentDifference } from './page/content-difference.js';
export type { ContentField, PublicContent } from './page/content-difference.js';
export { deletedByMeta } from './page/deleted-by-meta.js';
export { describePage } from './page/describe-page.js';
export { findLinks } from './page/find-links.js';
export type { LinkOptions } from './page/find-links.js';
export type { LinkPosition, LinkProof } from './page/link-proof.js';
export { mentionType } from './page/mention-type.js';
export type { MentionType } from './page/mention-type.js';
export type { PageAuthor } from './page/page-author.js';
export type { PageFacts } from './page/page-facts.js';
export type { HtmlPage, JsonPage, Page, TextPage, UnsupportedPage } from './page/page.js';
export { redirectorLinks } from './page/redirector-links.js';
export { isShortAddress, wrappedTarget } from './page/redirectors.js';
export { headerSaysNoindex } from './page/robots.js';
export { readPage } from './page/read-page.js';
export type { PageHeaders } from './page/read-page.js';
export { vouches } from './page/vouch.js';
