// Signed pages of our own that link to a target: the source of a test ping that runs through everything.
import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isSame, signatureOf } from '../secrets.js';
import type { Config } from '../config/config.js';
import { CONFIG, SECRET } from '../config/config.token.js';

const contentSchema = z.strictObject({ target: z.string(), site: z.string(), nonce: z.string() });
export type TestSourceContent = z.infer<typeof contentSchema>;

@Injectable()
export class TestSources {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SECRET) private readonly secret: string,
  ) {}

  /** The address of a new page that links to `target`. */
  make(target: string, site: string): string {
    const content: TestSourceContent = { target, site, nonce: randomBytes(6).toString('hex') };
    const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
    return `${this.config.publicUrl}/test-source/${payload}.${this.sign(payload)}`;
  }

  /** What the page at this path segment shows; null when we did not sign it. */
  read(segment: string): TestSourceContent | null {
    const [payload, signature] = segment.split('.');
    if (!payload || !signature || !isSame(signature, this.sign(payload))) return null;
    return contentSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  }

  /** Answers whether an address is such a page, so that it may be fetched wherever we listen. */
  isOurs(url: string): boolean {
    const prefix = `${this.config.publicUrl}/test-source/`;
    return url.startsWith(prefix) && this.read(url.slice(prefix.length)) !== null;
  }

  private sign(payload: string): string {
    return signatureOf(this.secret, 'test-source', payload);
  }
}
