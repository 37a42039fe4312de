// All signals, in the order in which they are asked and shown; the order is the documentation.
import type { SignalDefinition } from './signal.js';
import { linkFound } from './signals/link-found.js';
import { linkMissing } from './signals/link-missing.js';
import { linkWithdrawn } from './signals/link-withdrawn.js';
import { hiddenLink } from './signals/hidden-link.js';
import { cloakedLink } from './signals/cloaked-link.js';
import { sponsoredLink } from './signals/sponsored-link.js';
import { crossdomainRedirect } from './signals/crossdomain-redirect.js';
import { nameEqualsTitle } from './signals/name-equals-title.js';
import { nameIsSalesPhrase } from './signals/name-is-sales-phrase.js';
import { nameIsUrl } from './signals/name-is-url.js';
import { mixedScriptName } from './signals/mixed-script-name.js';
import { claimedTitleAbsent } from './signals/claimed-title-absent.js';
import { excerptAbsent } from './signals/excerpt-absent.js';
import { excerptFound } from './signals/excerpt-found.js';
import { spamWords } from './signals/spam-words.js';
import { hamWords } from './signals/ham-words.js';
import { excerptLinks } from './signals/excerpt-links.js';
import { bbcode } from './signals/bbcode.js';
import { zeroWidthCharacters } from './signals/zero-width-characters.js';
import { anchorIsSalesPhrase } from './signals/anchor-is-sales-phrase.js';
import { blockedDomain } from './signals/blocked-domain.js';
import { targetMissing } from './signals/target-missing.js';
import { trustedDomain } from './signals/trusted-domain.js';
import { vouched } from './signals/vouched.js';
import { firstSeenDomain } from './signals/first-seen-domain.js';
import { domainHistory } from './signals/domain-history.js';
import { urlShape } from './signals/url-shape.js';
import { urlSalesWords } from './signals/url-sales-words.js';
import { linkDensity } from './signals/link-density.js';
import { noindexPage } from './signals/noindex-page.js';
import { feedAndAuthor } from './signals/feed-and-author.js';
import { staleAddress } from './signals/stale-address.js';
import { repeatedText } from './signals/repeated-text.js';
import { repeatedSource } from './signals/repeated-source.js';

/** What is looked at, group by group. A new signal is a new file, a line here and a weight. */
export const signals: readonly SignalDefinition[] = [
  // Verification: what the source turned out to be

  // The link is really there and visible (credit).
  linkFound,
  // The link could not be proven, for whatever reason.
  linkMissing,
  // It linked once, and does no longer.
  linkWithdrawn,
  // The link is there but no reader can see it.
  hiddenLink,
  // The link is shown to the check and not to others.
  cloakedLink,
  // The source itself marks the link as paid for.
  sponsoredLink,
  // The address leads to somebody else.
  crossdomainRedirect,
  // The page that was pinged does not exist.
  targetMissing,

  // Claims: what the sender says about itself

  // TrackBack name and title are the same phrase.
  nameEqualsTitle,
  // The name offers something for sale.
  nameIsSalesPhrase,
  // The name is an address.
  nameIsUrl,
  // A word of the name mixes alphabets (weak).
  mixedScriptName,
  // The claimed title is not on the page.
  claimedTitleAbsent,
  // The claimed excerpt is not on the page.
  excerptAbsent,
  // The claimed excerpt is on the page (credit).
  excerptFound,

  // Text: the words, wherever they stand

  // Typical spam words, or words of the site's own spam list.
  spamWords,
  // Words of the site's own welcome list (credit).
  hamWords,
  // The excerpt carries links of its own.
  excerptLinks,
  // Forum markup, sprayed at every kind of site.
  bbcode,
  // Invisible characters split words.
  zeroWidthCharacters,
  // The link's text sells something.
  anchorIsSalesPhrase,

  // Reputation: what this site knows of the source

  // On the block list; forces the spam band.
  blockedDomain,
  // On the trust list (credit for a proven link only).
  trustedDomain,
  // Somebody whom the site knows links to the source (credit for a proven link only).
  vouched,
  // Nobody here has heard from this domain before.
  firstSeenDomain,
  // What people decided about this domain before.
  domainHistory,
  // By an address that the page hands out no longer.
  staleAddress,

  // Page: the source and its address

  // The address looks hacked, disguised or thrown away.
  urlShape,
  // The address is made of words that sell.
  urlSalesWords,
  // The page is links rather than text.
  linkDensity,
  // The page hides from search engines (weak).
  noindexPage,
  // Somebody writes there: an author, a feed (credit).
  feedAndAuthor,

  // Repetition: what else came in the last 7 days

  // Other sources sent the same text.
  repeatedText,
  // The same source pings many pages.
  repeatedSource,
];
