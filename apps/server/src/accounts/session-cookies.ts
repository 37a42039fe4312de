// Opens a session for a person and hands its cookie to the browser.
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Session } from '@trackwarden/contracts';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.token.js';
import type { UserEntity } from '../database/entities/user.entity.js';
import { SESSION_COOKIE, SESSION_DAYS, SessionsService } from './sessions.service.js';
import { userView } from './users.service.js';

@Injectable()
export class SessionCookies {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sessions: SessionsService,
  ) {}

  async open(user: UserEntity, reply: FastifyReply): Promise<Session> {
    const cookie = await this.sessions.open(user.id);
    void reply.setCookie(SESSION_COOKIE, cookie, {
      ...this.attributes(),
      maxAge: SESSION_DAYS * 86_400,
    });
    return { user: userView(user), csrfToken: this.sessions.csrfTokenOf(cookie) };
  }

  async close(cookie: string, reply: FastifyReply): Promise<void> {
    await this.sessions.close(cookie);
    void reply.clearCookie(SESSION_COOKIE, this.attributes());
  }

  private attributes() {
    return {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: this.config.publicUrl.startsWith('https:'),
    } as const;
  }
}
