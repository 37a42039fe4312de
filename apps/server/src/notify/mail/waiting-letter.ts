// The mail about pings that wait: each with its facts and its links, as text and as plain HTML. Pure.
import { cleanText, markup, takeCharacters, type Markup } from '@trackwarden/protocol';
import { MAIL_LINK_DAYS } from '../../mail-links.js';
import type { Letter } from './mailer.js';

const verdicts = { approve: 'Approve', spam: 'Spam', reject: 'Not wanted' } as const;
export type MailedVerdict = keyof typeof verdicts;
export const mailedVerdicts = Object.keys(verdicts) as MailedVerdict[];

export type WaitingPing = {
  title: string;
  domain: string;
  source: string;
  target: string;
  site: string;
  excerpt: string;
  score: number | null;
  because: string | null;
  links: Record<MailedVerdict | 'dashboard', string>;
};

export type Waiting = {
  pings: readonly WaitingPing[];
  /** Pings that wait too and have no place in the mail. */
  moreCount: number;
  queueUrl: string;
  settingsUrl: string;
};

const MOST_EXCERPT = 300;

export function waitingLetter({ pings, moreCount, queueUrl, settingsUrl }: Waiting): Letter {
  const shown = pings.map(tidied);
  const count = pings.length + moreCount;
  const more = moreCount > 0 ? `${moreCount} more wait in the queue: ` : 'The whole queue: ';
  const how = `Each link shows you a page with a button before anything happens. It works for ${MAIL_LINK_DAYS} days and once.`;
  const stop = 'You get this mail because you asked for it. Change that: ';
  return {
    subject: subjectOf(shown, count),
    text: [...shown.map(textOf), `${more}${queueUrl}`, how, `${stop}${settingsUrl}`].join('\n\n'),
    html: String(markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"></head>
<body style="font: 16px/1.5 sans-serif; max-width: 40em">
${shown.map(htmlOf)}
<p>${more}<a href="${queueUrl}">${queueUrl}</a></p>
<p>${how}</p>
<p>${stop}<a href="${settingsUrl}">${settingsUrl}</a></p>
</body></html>
`),
  };
}

/** A stranger's words stay on one line of their own: they cannot pass for links of ours. */
function tidied(ping: WaitingPing): WaitingPing {
  return {
    ...ping,
    title: takeCharacters(cleanText(ping.title), 200),
    excerpt: takeCharacters(cleanText(ping.excerpt), MOST_EXCERPT),
    site: cleanText(ping.site),
  };
}

function subjectOf([first]: WaitingPing[], count: number): string {
  if (count > 1 || !first) return `${count} pings wait for you`;
  return `A ping of ${first.domain} waits for you: ${first.site}`;
}

function factsOf({ source, target, site, score, because }: WaitingPing): [string, string][] {
  return [
    ['From', source],
    ['To', `${target} (${site})`],
    ['Score', score === null ? 'not scored' : `${Math.round(score)} of 100`],
    ...(because === null ? [] : [['Why', because] as [string, string]]),
  ];
}

function textOf(ping: WaitingPing): string {
  return [
    `> ${ping.title}`,
    ...(ping.excerpt === '' ? [] : [`> ${ping.excerpt}`]),
    '',
    ...factsOf(ping).map(([name, text]) => `${name}: ${text}`),
    '',
    ...mailedVerdicts.map((verdict) => `${verdicts[verdict]}: ${ping.links[verdict]}`),
    `Open in the dashboard: ${ping.links.dashboard}`,
    '',
    '----',
  ].join('\n');
}

/** The addresses of the ping are text: only our own are links. */
function htmlOf(ping: WaitingPing): Markup {
  const links = mailedVerdicts.map(
    (verdict) => markup`<a href="${ping.links[verdict]}">${verdicts[verdict]}</a> &nbsp; `,
  );
  return markup`<h2 style="font-size: 18px; margin: 0 0 4px">${ping.title}</h2>
${ping.excerpt === '' ? null : markup`<blockquote style="margin: 0 0 8px; padding-left: 12px; border-left: 3px solid #999">${ping.excerpt}</blockquote>`}
<p style="margin: 0 0 8px">${factsOf(ping).map(([name, text]) => markup`${name}: ${text}<br>`)}</p>
<p style="margin: 0 0 24px">${links}<a href="${ping.links.dashboard}">Open in the dashboard</a></p>`;
}
