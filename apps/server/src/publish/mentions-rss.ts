// Approved mentions as RSS 2.0. Pure; everything is escaped.
import type { Mentions } from '@trackwarden/contracts';
import { markup } from '@trackwarden/protocol';

export function mentionsRss(
  { site, mentions }: Mentions,
  selfUrl: string,
  homeUrl: string,
  trackbackUrl: (target: string) => string,
): string {
  const items = mentions.map(
    (mention) => markup`<item>
<title>${mention.title}</title>
<link>${mention.source}</link>
<guid isPermaLink="false">${mention.id}</guid>
<pubDate>${new Date(mention.approvedAt).toUTCString()}</pubDate>
${mention.excerpt ? markup`<description>${asHtml(mention.excerpt)}</description>\n` : null}<source url="${mention.source}">${mention.siteName ?? new URL(mention.source).hostname}</source>
<trackback:ping>${trackbackUrl(mention.target)}</trackback:ping>
<trackback:about>${mention.target}</trackback:about>
</item>
`,
  );
  return String(markup`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
<channel>
<title>Mentions of ${site.name}</title>
<link>${homeUrl}</link>
<description>Approved mentions of ${site.name}</description>
<atom:link href="${selfUrl}" rel="self" type="application/rss+xml"/>
${items}</channel>
</rss>
`);
}

/** What a reader of feeds takes for HTML: text that says what it said. */
function asHtml(text: string): string {
  return String(markup`${text}`);
}
