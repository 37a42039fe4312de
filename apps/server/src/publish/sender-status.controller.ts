// The status of a ping for its sender: honest words, no secrets, as long as the ping lives.
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { senderStatusSchema, type PingStatus, type SenderStatus } from '@trackwarden/contracts';
import { markup } from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import { Clock } from '../clock.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { failureForSender, failureWords } from './sender-failure.js';
import { Answers } from '../http/answers.js';
import { prefersHtml } from '../http/prefers-html.js';
import { facts, outsideLink, publicPage, timeText } from '../http/public-page.js';
import { IdParam } from '../http/validated.js';
import { PingFinder } from '../pings/ping-finder.js';

/** Senders are not told why: spam and rejection read the same from outside. */
const shown: Record<PingStatus, { status: string; message: string }> = {
  received: { status: 'received', message: 'The ping is stored and waits for its check.' },
  pending: { status: 'in-moderation', message: 'The ping waits for a person to look at it.' },
  approved: { status: 'approved', message: 'The ping is published.' },
  spam: { status: 'not-published', message: 'The ping is not published.' },
  rejected: { status: 'not-published', message: 'The ping is not published.' },
  removed: { status: 'removed', message: 'The source is gone or no longer links to the target.' },
};

const askedAgain = {
  status: shown.received.status,
  message: 'The source has given no answer yet and is asked again soon.',
};

/** The checks that follow soon on a failed one are made by then. */
const ASKED_AGAIN_WITHIN_MS = 60_000;

type Check = Exclude<PingEntity['verificationState'], 'refused'>;

/** What the check found, and what the sender can do about it. */
const checks: Record<Check, { text: string; hint: string | null }> = {
  waiting: { text: 'not yet made', hint: null },
  linked: { text: 'the source links to the target', hint: null },
  'no-link': {
    text: 'no link to the target was found in the source',
    hint: 'Make sure that the page as it is served, without scripts, links to exactly the address of the target; then send the ping again.',
  },
  gone: {
    text: 'the source says that it is gone (410)',
    hint: 'If that is a mistake, put the page back and send the ping again.',
  },
  unreachable: {
    text: 'the source could not be read',
    hint: 'Make sure that the page answers with status 200 to anyone, without sign-in; then send the ping again.',
  },
  unsupported: {
    text: 'the source is of a kind in which no link can be looked for',
    hint: 'Send the ping for a page of HTML, JSON or plain text.',
  },
};

@Public()
@ApiTags('public')
@Controller('pings')
export class SenderStatusController {
  constructor(
    private readonly pings: PingFinder,
    private readonly clock: Clock,
  ) {}

  @Get(':id')
  @Answers(200, senderStatusSchema)
  async status(
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const status = statusOf(await this.pings.one(id), this.clock.now());
    void reply
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'no-store')
      .header('vary', 'Accept');
    // it changes by itself: tell a program when to look again
    if (status.status === 'received') void reply.header('retry-after', '5');
    if (prefersHtml(request.headers.accept))
      return void reply.type('text/html; charset=utf-8').send(pageOf(status));
    void reply.send(status);
  }
}

/** An address that we do not fetch reads from outside like one that does not answer. */
function checkOf({ verificationState }: PingEntity): Check {
  return verificationState === 'refused' ? 'unreachable' : verificationState;
}

function statusOf(ping: PingEntity, now: Date): SenderStatus {
  const check = checkOf(ping);
  return {
    id: ping.id,
    source: ping.source,
    target: ping.targetGiven,
    ...wordsOf(ping, now),
    verification: check,
    failure: failureForSender(ping),
    hint: checks[check].hint,
    receivedAt: ping.receivedAt.toISOString(),
    checkedAt: ping.verification?.checkedAt ?? null,
  };
}

/**
 * While a changed version waits, the approved one is still there. A source that gives no answer is
 * asked again before its ping is judged, and one that is not asked at all has to read the same:
 * else the time would tell which names and addresses exist behind us.
 */
function wordsOf(ping: PingEntity, now: Date): { status: string; message: string } {
  const { status, published, receivedAt, decidedKind } = ping;
  const isRecent = now.getTime() - receivedAt.getTime() < ASKED_AGAIN_WITHIN_MS;
  if (isRecent && decidedKind !== 'person' && failureForSender(ping) === 'no-answer')
    return askedAgain;
  if (status !== 'pending' || published === null) return shown[status];
  return {
    status: 'approved',
    message: 'The ping is published; the new version waits for a person to look at it.',
  };
}

function pageOf(status: SenderStatus): string {
  const { source, target, message, verification, failure, hint, ...times } = status;
  const check = checks[verification as Check];
  const body = markup`<h1>${message}</h1>
${hint === null ? null : markup`<p>${hint}</p>\n`}${facts([
    ['Source', outsideLink(source)],
    ['Target', outsideLink(target)],
    ['Check of the link', check.text],
    ...(failure === null ? [] : [['Reason', failureWords[failure]] as const]),
    ['Received', timeText(times.receivedAt)],
    ...(times.checkedAt === null ? [] : [['Checked', timeText(times.checkedAt)] as const]),
  ])}`;
  return publicPage('Status of a ping', body);
}
