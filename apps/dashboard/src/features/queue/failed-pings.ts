// Which pings a refused call left undecided, and why each of them.
import type { Ping } from '@trackwarden/contracts';
import { sentence } from '../../format/sentence.js';
import { codeOf, refusedValues } from '../../api/problem.js';
import type { FailedPing } from './memory.js';

/** Those that the server names come first: for their sake the others were left alone too. */
export function failedOf(pings: readonly Ping[], error: unknown): FailedPing[] {
  const code = codeOf(error);
  const named = new Map<number, string>();
  for (const { pointer, message } of refusedValues(error)) {
    const at = /^\/pings\/(\d+)$/.exec(pointer)?.[1];
    if (at !== undefined) named.set(Number(at), sentence(message));
  }
  const failed = pings.map((ping, at) => {
    const why = named.get(at);
    return why === undefined ? { ping, code } : { ping, code, why };
  });
  if (named.size === 0) return failed;
  return [
    ...failed.filter(({ why }) => why !== undefined),
    ...failed.filter(({ why }) => why === undefined).map((one) => ({ ...one, code: 'left-too' })),
  ];
}
