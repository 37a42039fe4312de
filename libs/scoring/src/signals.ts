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
import { authorHistory } from './signals/author-history.js';
import { networkHistory } from './signals/network-history.js';
import { senderIsSource } from './signals/sender-is-source.js';
import { sourceHistory } from './signals/source-history.js';
import { urlShape } from './signals/url-shape.js';
import { urlSalesWords } from './signals/url-sales-words.js';
import { linkDensity } from './signals/link-density.js';
import { noindexPage } from './signals/noindex-page.js';
import { feedAndAuthor } from './signals/feed-and-author.js';
import { staleAddress } from './signals/stale-address.js';
import { nameIsKeyWords } from './signals/name-is-key-words.js';
import { nameIsLong } from './signals/name-is-long.js';
import { nameIsPageTitle } from './signals/name-is-page-title.js';
import { nameFitsAddress } from './signals/name-fits-address.js';
import { nameInPath } from './signals/name-in-path.js';
import { damagedText } from './signals/damaged-text.js';
import { praisePhrasesSent } from './signals/praise-phrases.js';
import { invitationPhrasesSent } from './signals/invitation-phrases.js';
import { gibberishText } from './signals/gibberish-text.js';
import { repetitiveText } from './signals/repetitive-text.js';
import { languageDiffers } from './signals/language-differs.js';
import { languageAgrees } from './signals/language-agrees.js';
import { topicShared } from './signals/topic-shared.js';
import { topicAbsent } from './signals/topic-absent.js';
import { excerptIsMarkup } from './signals/excerpt-is-markup.js';
import { contactDetails } from './signals/contact-details.js';
import { scriptInText } from './signals/script-in-text.js';
import { spunText } from './signals/spun-text.js';
import { shouting } from './signals/shouting.js';
import { fragmentText } from './signals/fragment-text.js';
import { quotesTarget } from './signals/quotes-target.js';
import { homePageSource } from './signals/home-page-source.js';
import { permalinkSource } from './signals/permalink-source.js';
import { scriptSource } from './signals/script-source.js';
import { profileSource } from './signals/profile-source.js';
import { randomHost } from './signals/random-host.js';
import { riskySuffix } from './signals/risky-suffix.js';
import { brokenSource } from './signals/broken-source.js';
import { nameNamesTrade } from './signals/name-names-trade.js';
import { hostNamesTrade } from './signals/host-names-trade.js';
import { repeatedText } from './signals/repeated-text.js';
import { repeatedSource } from './signals/repeated-source.js';
import { learntName } from './signals/learnt-name.js';
import { learntWords } from './signals/learnt-words.js';
import { learntLetters } from './signals/learnt-letters.js';
import { learntForm } from './signals/learnt-form.js';
import { learntAddress } from './signals/learnt-address.js';
import { learntHere } from './signals/learnt-here.js';
import { copiedPage } from './signals/copied-page.js';
import { akismet } from './signals/akismet.js';
import { listedSender } from './signals/listed-sender.js';
import { listedSource } from './signals/listed-source.js';
import { campaign } from './signals/campaign.js';

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
  // The name is written like a search phrase.
  nameIsKeyWords,
  // The name is longer than names are.
  nameIsLong,
  // The name is built like a page's title (credit).
  nameIsPageTitle,
  // The name is the host's own (credit).
  nameFitsAddress,
  // The path is made of the name.
  nameInPath,
  // The name speaks of a trade.
  nameNamesTrade,
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
  // Letters are damaged.
  damagedText,
  // Praise that fits under any post.
  praisePhrasesSent,
  // Invitations elsewhere.
  invitationPhrasesSent,
  // Letters rather than words.
  gibberishText,
  // The same words again and again.
  repetitiveText,
  // Another language than the entry.
  languageDiffers,
  // The language of the entry, and not English (credit).
  languageAgrees,
  // Words of the entry's topic (credit).
  topicShared,
  // Nothing of the entry's topic.
  topicAbsent,
  // A ready-made HTML link.
  excerptIsMarkup,
  // A telephone number, mail address or price (weak).
  contactDetails,
  // Code for a reader's browser.
  scriptInText,
  // A template that was not filled in.
  spunText,
  // Written in capitals (weak).
  shouting,
  // Begins within a sentence.
  fragmentText,
  // Holds the entry's title.
  quotesTarget,
  // The link's text sells something.
  anchorIsSalesPhrase,

  // Reputation: what this site knows of the source

  // On the block list; forces the spam band.
  blockedDomain,
  // On the trust list (credit for a proven link only).
  trustedDomain,
  // Somebody whom the site knows links to the source (credit for a proven link only).
  vouched,
  // Nobody here has heard from this domain, or this person on a shared host, before.
  firstSeenDomain,
  // What people decided about this domain before, in evidence without scopes.
  domainHistory,
  // What people decided about this path, host and domain before.
  sourceHistory,
  // The same of the author whom the page names, beyond what the place says.
  authorHistory,
  // Spam from several sources came from the sender's network (blame only).
  networkHistory,
  // The sender is the machine on which the source lies (credit only).
  senderIsSource,
  // The sender's address is on a list in the DNS that the owner asks.
  listedSender,
  // The source's domain is on such a list.
  listedSource,
  // What a service says that the owner asks (its praise counts half).
  akismet,
  // By an address that the page hands out no longer.
  staleAddress,

  // Page: the source and its address

  // Nearly the same text as other sources, or as the entry (weak; held by its band).
  copiedPage,
  // The address looks hacked, disguised or thrown away.
  urlShape,
  // The address is made of words that sell.
  urlSalesWords,
  // The source is a home page (weak).
  homePageSource,
  // An address as blogs give their entries (credit).
  permalinkSource,
  // A script with a name or query of its own.
  scriptSource,
  // Somebody's profile.
  profileSource,
  // The host name is no word.
  randomHost,
  // An ending that costs next to nothing (weak).
  riskySuffix,
  // Nobody's address.
  brokenSource,
  // The address speaks of a trade.
  hostNamesTrade,
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

  // Learnt: words and shapes, from public data and from the site's own decisions

  // The name, in public data.
  learntName,
  // Words of title and excerpt, in public data.
  learntWords,
  // Runs of letters in title and excerpt, in public data.
  learntLetters,
  // The address, in public data.
  learntAddress,
  // How it is written, in public data.
  learntForm,
  // What the people of this site decided.
  learntHere,
  // Many pings alike from several hosts.
  campaign,
];
