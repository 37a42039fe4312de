// The page behind a link of a mail, in each of its states. Pure.
import type { PingStatus, Verdict } from '@trackwarden/contracts';
import { markup, type Markup } from '@trackwarden/protocol';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { facts, outsideLink, publicPage, timeText } from '../http/public-page.js';
import { MAIL_LINK_DAYS } from '../mail-links.js';
import { publicContentOf } from '../pings/public-content.js';
import type { MailCase } from './mail-verdicts.js';

const words: Record<Verdict, { ask: string; button: string; done: string }> = {
  approve: { ask: 'Approve this ping?', button: 'Approve', done: 'The ping is approved' },
  spam: {
    ask: 'Mark this ping as spam?',
    button: 'Mark as spam',
    done: 'The ping is marked as spam',
  },
  reject: {
    ask: 'Reject this ping as not wanted?',
    button: 'Reject',
    done: 'The ping is rejected as not wanted',
  },
  hold: { ask: 'Put this ping off?', button: 'Put off', done: 'The ping is put off' },
};

const states: Record<PingStatus, string> = {
  received: 'being checked',
  pending: 'waits for a person',
  approved: 'approved',
  spam: 'spam',
  rejected: 'not wanted',
  removed: 'removed: its source is gone or links here no more',
};

const ends = {
  invalid: [
    'This link is not valid',
    'It may have been cut off on its way. Open it from the mail again, or decide in the dashboard.',
  ],
  expired: [
    `This link has expired`,
    `Links of a mail work for ${MAIL_LINK_DAYS} days. The ping may still wait in the dashboard.`,
  ],
  gone: ['The ping is gone', 'It was deleted after the mail was sent. There is nothing to decide.'],
} as const;

type Setting = {
  /** Whether this very request has done it. */
  isFresh: boolean;
  publicUrl: string;
};

export function mailPage(found: MailCase, { isFresh, publicUrl }: Setting): string {
  if (!('ping' in found)) {
    const [title, text] = ends[found.state];
    return publicPage(
      title,
      markup`<h1>${title}</h1><p>${text}</p><p><a href="${publicUrl}/queue">Open the dashboard</a></p>`,
    );
  }
  const { ping, user, link } = found;
  const { ask, button, done } = words[link.verdict];
  const dashboard = markup`<a href="${publicUrl}/queue?ping=${ping.id}">Open it in the dashboard</a>`;
  switch (found.state) {
    case 'open':
      return publicPage(
        ask,
        markup`<h1>${ask}</h1>${factsOf(ping)}
<form method="post"><p class="actions">${buttonOf(link.verdict, button)} ${dashboard}</p></form>
<p class="note">You decide as ${user.name} (${user.email}). Nothing happens before you press the button.</p>`,
      );
    case 'done':
      return publicPage(
        done,
        markup`<h1>${isFresh ? `${done}.` : `Already done: ${lowerFirst(done)}.`}</h1>
${ping.status === statusAfter(link.verdict) ? null : markup`<p>It has changed again since. Now: ${stateOf(ping)}.</p>`}
<p>Decided as ${user.name} (${user.email}). You can undo it in the <a href="${publicUrl}/history">history</a>.</p>${factsOf(ping)}
<p class="actions"><a href="${publicUrl}/queue">See what else waits</a></p>`,
      );
    case 'changed':
      return publicPage(
        'The ping has changed',
        markup`<h1>The ping has changed since the mail was sent</h1>
<p>So this link does nothing any more. Now: ${stateOf(ping)}.</p>${factsOf(ping)}<p class="actions">${dashboard}</p>`,
      );
  }
}

function factsOf(ping: PingEntity): Markup {
  const { title, excerpt } = publicContentOf(ping);
  return facts([
    ['Title', title],
    ...(excerpt === '' ? [] : [['Excerpt', excerpt] as const]),
    ['From', outsideLink(ping.source)],
    ['To', outsideLink(ping.target.url)],
    ...(ping.score === null
      ? []
      : [['Score', `${Math.round(ping.score)}, where 100 is surely spam`] as const]),
    ...(ping.because === null ? [] : [['Why', ping.because] as const]),
    ['Received', timeText(ping.receivedAt.toISOString())],
  ]);
}

/** What takes a ping away looks otherwise than what publishes it: mails hold the links side by side. */
const buttonOf = (verdict: Verdict, words: string): Markup =>
  verdict === 'spam'
    ? markup`<button class="bad">${words}</button>`
    : markup`<button>${words}</button>`;

const stateOf = ({ status, held }: PingEntity): string => (held ? 'put off' : states[status]);

const statusAfter = (verdict: Verdict): PingStatus =>
  (({ approve: 'approved', spam: 'spam', reject: 'rejected', hold: 'pending' }) as const)[verdict];

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
