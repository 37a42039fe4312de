// Links from mails: GET shows what would be done and a button, POST does it; programs that open links change nothing.
import { Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../accounts/principal.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import { mailPage } from './mail-page.js';
import { MailVerdicts, type MailCase } from './mail-verdicts.js';

const statuses: Record<MailCase['state'], number> = {
  open: 200,
  done: 200,
  changed: 409,
  invalid: 404,
  expired: 410,
  gone: 410,
};

@Public()
@ApiExcludeController()
@Controller('mail/decisions')
export class MailLinksController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly verdicts: MailVerdicts,
  ) {}

  @Get(':token')
  async show(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const found = await this.verdicts.look(token);
    // a page that says what changed is no failure of the person who reads it
    this.send(reply, found, found.state === 'changed' ? 200 : statuses[found.state]);
  }

  @Post(':token')
  async act(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { before, after } = await this.verdicts.act(token);
    this.send(reply, after, statuses[after.state], before.state === 'open');
  }

  private send(reply: FastifyReply, found: MailCase, status: number, isFresh = false): void {
    void reply
      .status(status)
      .header('x-robots-tag', 'noindex')
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(mailPage(found, { isFresh, publicUrl: this.config.publicUrl }));
  }
}
