// The words of `trackwarden send`: what will be sent to whom, and what was answered.
import type { OutboxPreview, Protocol } from '@trackwarden/contracts';
import { cleanText } from '@trackwarden/protocol';
import type { PingAnswer } from './ping-answer.js';
import type { PlannedPing } from './ping-message.js';

/** What a command would send; the same shape as the preview of the API. */
export type CommandPlan = Omit<OutboxPreview, 'wouldSend'> & { wouldSend: PlannedPing[] };

/** A ping with its answer. */
export type SentPing = { ping: PlannedPing; answer: PingAnswer };

const NAMES: Readonly<Record<Protocol, string>> = {
  webmention: 'Webmention',
  pingback: 'Pingback',
  trackback: 'TrackBack',
};

/** A value that strangers wrote may hold what a terminal obeys. */
const shown = cleanText;

/** Every field of every ping, and why there is none for the other pages. */
export function planText({ source, title, refusal, wouldSend, nothingFor }: CommandPlan): string {
  const lines = [title === '' ? shown(source) : `${shown(title)}\n${shown(source)}`, ''];
  if (refusal) lines.push(`Refused (${refusal.code}): ${shown(refusal.message)}`, '');
  for (const { target, protocol, endpoint, foundBy, body } of wouldSend) {
    lines.push(`To ${shown(target)}`);
    lines.push(`  ${NAMES[protocol]} to ${shown(endpoint)} (announced by: ${foundBy})`);
    const width = Math.max(...Object.keys(body).map((name) => name.length));
    for (const [name, value] of Object.entries(body))
      lines.push(`    ${name.padEnd(width)}  ${shown(value)}`);
    lines.push('');
  }
  for (const { target, because } of nothingFor)
    lines.push(`Nothing for ${shown(target)}`, `  ${shown(because)}`, '');
  if (!refusal && wouldSend.length === 0) lines.push('There is nothing to send.', '');
  return lines.join('\n');
}

/** One line for one answer. */
export function answerText({ ping: { target }, answer }: SentPing): string {
  const { status, httpStatus, error, statusUrl } = answer;
  const said = error ?? answer.answer ?? '';
  const details = [httpStatus === null ? '' : `HTTP ${httpStatus}`, said, statusUrl ?? ''];
  return `${[`${status}: ${target}`, ...details].map(shown).filter(Boolean).join(' | ')}\n`;
}
