// The status of a ping for its sender: honest words, no secrets, as long as the ping lives.
import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { senderStatusSchema, type PingStatus, type SenderStatus } from '@trackwarden/contracts';
import { escapeXml } from '@trackwarden/protocol';
import { Public } from '../accounts/principal.js';
import type { PingEntity } from '../database/entities/ping.entity.js';
import { Answers } from '../http/answers.js';
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

@Public()
@ApiTags('public')
@Controller('pings')
export class SenderStatusController {
  constructor(private readonly pings: PingFinder) {}

  @Get(':id')
  @Answers(200, senderStatusSchema)
  async status(
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const status = statusOf(await this.pings.one(id));
    void reply
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'no-store')
      .header('vary', 'Accept');
    if (request.headers.accept?.includes('text/html'))
      return void reply.type('text/html; charset=utf-8').send(pageOf(status));
    void reply.send(status);
  }
}

function statusOf(ping: PingEntity): SenderStatus {
  return {
    id: ping.id,
    source: ping.source,
    target: ping.target.url,
    ...shown[ping.status],
    verification: ping.verificationState === 'refused' ? 'unreachable' : ping.verificationState,
    receivedAt: ping.receivedAt.toISOString(),
  };
}

function pageOf({ source, target, message, verification }: SenderStatus): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Status of a ping</title></head>
<body><main><h1>${escapeXml(message)}</h1>
<dl><dt>Source</dt><dd>${escapeXml(source)}</dd><dt>Target</dt><dd>${escapeXml(target)}</dd><dt>Check of the link</dt><dd>${escapeXml(verification)}</dd></dl></main></body></html>
`;
}
