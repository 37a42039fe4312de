// Fetches and re-encodes the photo behind an address: few at a time, each address once.
import { Injectable } from '@nestjs/common';
import { SafeFetchError } from '@trackwarden/safe-fetch';
import { HostBudget } from '../host-budget.js';
import { Outgoing } from '../outgoing.js';
import { pictureOf, UnusablePhoto, type Picture } from './picture.js';

const MOST_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
/** Pictures that are fetched or unpacked at the same moment; who comes then gets initials for now. */
const MOST_AT_ONCE = 4;

/** There is no answer now, and later there may be one. */
export class PhotoNotNow extends Error {}

@Injectable()
export class PhotoSource {
  private underWay = 0;

  constructor(
    private readonly outgoing: Outgoing,
    private readonly budget: HostBudget,
  ) {}

  /** Throws {@link UnusablePhoto}, {@link PhotoNotNow}, `HostHasHadItsShare`. */
  async fetch(url: string): Promise<Picture> {
    if (this.underWay >= MOST_AT_ONCE) throw new PhotoNotNow('too many at once');
    this.underWay += 1;
    try {
      return await pictureOf(await this.bytesOf(url));
    } finally {
      this.underWay -= 1;
    }
  }

  private async bytesOf(url: string): Promise<Uint8Array> {
    try {
      const { status, body } = await this.outgoing.fetch(url, {
        accept: 'image/webp, image/png, image/jpeg, image/gif;q=0.8',
        maxBytes: MOST_BYTES,
        totalTimeoutMs: TIMEOUT_MS,
        beforeHop: this.budget.spend,
        signal: this.outgoing.signal,
      });
      if (status !== 200) throw new UnusablePhoto(`The address answered with status ${status}.`);
      return body;
    } catch (error) {
      if (!(error instanceof SafeFetchError)) throw error;
      if (error.kind === 'held-back' || this.outgoing.signal.aborted)
        throw new PhotoNotNow(error.message);
      throw new UnusablePhoto(`It could not be fetched: ${error.kind}.`);
    }
  }
}
