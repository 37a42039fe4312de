// The links of a mail by which a person decides about a ping: signed, for seven days, for one version of it.
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { idSchema, verdictSchema, type Verdict } from '@trackwarden/contracts';
import { Clock } from './clock.js';
import type { Config } from './config/config.js';
import { CONFIG, SECRET } from './config/config.token.js';
import { isSame, signatureOf } from './secrets.js';

export const MAIL_LINK_DAYS = 7;
const PURPOSE = 'mail-decision';

export type MailLink = {
  userId: string;
  pingId: string;
  /** Whatever changes the ping ends the link, its own use too. */
  version: number;
  verdict: Verdict;
};

const contentSchema = z.tuple([
  idSchema,
  idSchema,
  z.number().int(),
  verdictSchema,
  z.number().int(),
]);

@Injectable()
export class MailLinks {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SECRET) private readonly secret: string,
    private readonly clock: Clock,
  ) {}

  addressOf({ userId, pingId, version, verdict }: MailLink): string {
    const expiresAt = this.clock.now().getTime() + MAIL_LINK_DAYS * 86_400_000;
    const content = JSON.stringify([
      userId,
      pingId,
      version,
      verdict,
      Math.floor(expiresAt / 1000),
    ]);
    const payload = Buffer.from(content).toString('base64url');
    const token = `${payload}.${signatureOf(this.secret, PURPOSE, payload)}`;
    return `${this.config.publicUrl}/mail/decisions/${token}`;
  }

  /** Null for what we never signed. */
  read(token: string): { link: MailLink; isExpired: boolean } | null {
    const [payload = '', signature = ''] = token.split('.', 2);
    if (!isSame(signature, signatureOf(this.secret, PURPOSE, payload))) return null;
    const content: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const [userId, pingId, version, verdict, expiresAt] = contentSchema.parse(content);
    const isExpired = expiresAt * 1000 <= this.clock.now().getTime();
    return { link: { userId, pingId, version, verdict }, isExpired };
  }
}
