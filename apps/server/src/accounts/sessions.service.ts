// Sessions of browsers: a random cookie, its hash in the database, a CSRF token derived from it.
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, LessThan } from 'typeorm';
import { Clock } from '../clock.js';
import { SECRET } from '../config/config.token.js';
import { SessionEntity } from '../database/entities/session.entity.js';
import { UserEntity } from '../database/entities/user.entity.js';
import { hashOf, isSame, newToken, signatureOf } from '../secrets.js';

export const SESSION_COOKIE = 'trackwarden_session';
export const SESSION_DAYS = 30;

@Injectable()
export class SessionsService {
  constructor(
    @Inject(SECRET) private readonly secret: string,
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Answers the cookie's value. */
  async open(userId: string): Promise<string> {
    const cookie = newToken();
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + SESSION_DAYS * 86_400_000);
    await this.dataSource.manager.insert(SessionEntity, {
      hash: hashOf(cookie),
      userId,
      createdAt: now,
      expiresAt,
    });
    await this.dataSource.manager.delete(SessionEntity, { expiresAt: LessThan(now) });
    return cookie;
  }

  async userOf(cookie: string): Promise<UserEntity | null> {
    const session = await this.dataSource.manager.findOneBy(SessionEntity, {
      hash: hashOf(cookie),
    });
    if (!session || session.expiresAt <= this.clock.now()) return null;
    return this.dataSource.manager.findOneBy(UserEntity, { id: session.userId });
  }

  async close(cookie: string): Promise<void> {
    await this.dataSource.manager.delete(SessionEntity, { hash: hashOf(cookie) });
  }

  csrfTokenOf(cookie: string): string {
    return signatureOf(this.secret, 'csrf', cookie);
  }

  csrfMatches(cookie: string, token: string | undefined): boolean {
    return token !== undefined && isSame(token, this.csrfTokenOf(cookie));
  }
}
