// Said of a host that is left alone: a ping that names it is judged without a request.
import type { Standing } from './fetch-ledger.js';

export class HostRests extends Error {
  /** It was not there when it was last asked; otherwise it answered, without a link. */
  readonly isFailing: boolean;

  constructor(host: string, { unlinked, isFailing }: Standing) {
    super(
      isFailing
        ? `${host} has failed or not linked ${unlinked} times in a row, and is left alone for a while.`
        : `${host} was named ${unlinked} times in a row without linking, and is left alone for a while.`,
    );
    this.isFailing = isFailing;
  }
}
