// The public address of a mention's photo: it names the ping, signed, and never where the photo comes from.
import { Inject, Injectable } from '@nestjs/common';
import { idSchema } from '@trackwarden/contracts';
import type { Config } from '../config/config.js';
import { CONFIG, SECRET } from '../config/config.token.js';
import { isSame, signatureOf } from '../secrets.js';

const SIGNATURE_LENGTH = 22;

@Injectable()
export class PhotoAddresses {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(SECRET) private readonly secret: string,
  ) {}

  /** Stays the same when the author changes the photo. */
  of(pingId: string): string {
    return `${this.config.publicUrl}/photos/${pingId}.${this.signature(pingId)}`;
  }

  /** The ping of a signed id; null when we never gave that id out. */
  pingIdOf(signed: string): string | null {
    const [id = '', signature = ''] = signed.split('.', 2);
    const isOurs = idSchema.safeParse(id).success && isSame(signature, this.signature(id));
    return isOurs ? id : null;
  }

  private signature(pingId: string): string {
    return signatureOf(this.secret, 'photo', pingId).slice(0, SIGNATURE_LENGTH);
  }
}
