// `trackwarden send`: plans, shows, asks, sends once per target, prints each answer.
import { readAnnounced, SOURCE_GONE, targetsOf } from './announced-source.js';
import type { SendArguments } from './command-arguments.js';
import { answerText, planText, type CommandPlan, type SentPing } from './command-text.js';
import type { Terminal } from './command-terminal.js';
import { deliverPing } from './deliver-ping.js';
import { planPings } from './plan.js';
import type { SendingFetch } from './sending-fetch.js';

const OK = 0;
const FAILED = 1;

/** Answers the exit code. */
export async function runSend(
  fetch: SendingFetch,
  given: SendArguments,
  terminal: Terminal,
): Promise<number> {
  const plan = await planFor(fetch, given);
  if (!given.json) terminal.write(planText(plan));
  const mayAsk = terminal.confirm !== null && !given.yes;
  if (mayAsk && given.json && !given.dryRun) terminal.warn(planText(plan));
  const isSending = plan.wouldSend.length > 0 && !given.dryRun;
  const count = plan.wouldSend.length;
  const question = `Send ${count} ping${count === 1 ? '' : 's'}?`;
  const isAgreed = isSending && (!mayAsk || (await terminal.confirm?.(question)) === true);
  const sent: SentPing[] = [];
  for (const ping of isAgreed ? plan.wouldSend : []) {
    const answer = await deliverPing(fetch, ping, new Date());
    sent.push({ ping, answer });
    if (!given.json) terminal.write(answerText({ ping, answer }));
  }
  if (isSending && !isAgreed) terminal.warn('Nothing was sent.\n');
  if (given.json) terminal.write(`${JSON.stringify({ ...plan, sent: sent.map(flat) }, null, 2)}\n`);
  const isTaken = ({ answer }: SentPing): boolean =>
    answer.status === 'sent' || answer.status === 'already-registered';
  return plan.refusal === null && sent.every(isTaken) ? OK : FAILED;
}

const flat = ({ ping, answer }: SentPing) => ({
  target: ping.target,
  protocol: ping.protocol,
  endpoint: ping.endpoint,
  status: answer.status,
  httpStatus: answer.httpStatus,
  answer: answer.answer,
  statusUrl: answer.statusUrl,
  error: answer.error,
});

async function planFor(
  fetch: SendingFetch,
  { source, targets, title: givenTitle }: SendArguments,
): Promise<CommandPlan> {
  const now = new Date();
  const reading = await readAnnounced(fetch, source, now);
  const nothing = { source, title: '', refusal: null, wouldSend: [], nothingFor: [], warnings: [] };
  switch (reading.kind) {
    case 'refused':
    case 'unreachable':
      return { ...nothing, refusal: reading.refusal };
    case 'gone': {
      // who was told before is not known here: only named pages can be told of the end
      if (targets === null) return { ...nothing, refusal: SOURCE_GONE };
      const announced = { source, title: '', excerpt: '', blogName: '', isPrivate: false };
      const ended = targets.map((target) => ({ target, onlyWebmention: true }));
      return { ...nothing, ...(await planPings(fetch, announced, ended, now)) };
    }
    case 'public': {
      const { linked, notLinked } = targetsOf(reading.page, targets);
      const title = givenTitle ?? reading.title;
      const blogName = reading.siteName ?? new URL(source).hostname;
      const { excerpt, isPrivate } = reading;
      const candidates = [...linked.values()].map((target) => ({ target, onlyWebmention: false }));
      const announced = { source, title, excerpt, blogName, isPrivate };
      const plan = await planPings(fetch, announced, candidates, now);
      const unlinked = [...notLinked.values()].map((target) => ({
        target,
        because: 'The page does not link to it.',
      }));
      return { ...nothing, title, ...plan, nothingFor: [...unlinked, ...plan.nothingFor] };
    }
  }
}
