// Approved mentions as RSS 2.0. Pure; everything is escaped.
import type { Mentions } from '@trackwarden/contracts';
import { escapeXml } from '@trackwarden/protocol';

export function mentionsRss(
  { site, mentions }: Mentions,
  selfUrl: string,
  homeUrl: string,
  trackbackUrl: (target: string) => string,
): string {
  const items = mentions.map(
    (mention) => `<item>
<title>${escapeXml(mention.title)}</title>
<link>${escapeXml(mention.source)}</link>
<guid isPermaLink="false">${escapeXml(mention.id)}</guid>
<pubDate>${new Date(mention.approvedAt).toUTCString()}</pubDate>
${mention.excerpt ? `<description>${escapeXml(escapeXml(mention.excerpt))}</description>\n` : ''}<source url="${escapeXml(mention.source)}">${escapeXml(mention.siteName ?? new URL(mention.source).hostname)}</source>
<trackback:ping>${escapeXml(trackbackUrl(mention.target))}</trackback:ping>
<trackback:about>${escapeXml(mention.target)}</trackback:about>
</item>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:trackback="http://madskills.com/public/xml/rss/module/trackback/">
<channel>
<title>${escapeXml(`Mentions of ${site.name}`)}</title>
<link>${escapeXml(homeUrl)}</link>
<description>${escapeXml(`Approved mentions of ${site.name}`)}</description>
<atom:link href="${escapeXml(selfUrl)}" rel="self" type="application/rss+xml"/>
${items.join('')}</channel>
</rss>
`;
}
