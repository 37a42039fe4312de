// What a call may come to: success, a fault, or a fault of certain codes.
import { Failure } from '../../failure.js';
import { describeAnswer, type Answer } from '../../wire/answer.js';

/** As clients tell success: a methodResponse without a fault. How exact it is written is not asked here. */
export const isTaken = (answer: Answer): boolean =>
  answer.status === 200 && answer.text.includes('<methodResponse>') && faultCode(answer) === null;

/** The code of a fault as clients find it, NaN for a fault without one, null without a fault. */
export function faultCode(answer: Answer): number | null {
  if (!/<fault[\s>]/.test(answer.text)) return null;
  const found =
    /<name>\s*faultCode\s*<\/name>\s*<value>\s*(?:<(?:int|i4)>)?\s*(-?\d+)/.exec(answer.text) ??
    /<(?:int|i4)>\s*(-?\d+)/.exec(answer.text);
  return Number(found?.[1]);
}

export function expectTaken(answer: Answer): void {
  if (!isTaken(answer))
    throw new Failure('a methodResponse without a fault', describeAnswer(answer));
}

/** Any code, or one of these; 0 may stand in for every one (Pingback 1.0, 3). */
export function expectFault(answer: Answer, codes?: readonly number[]): void {
  const code = faultCode(answer);
  if (code === null) throw new Failure('a fault', describeAnswer(answer));
  if (codes && code !== 0 && !codes.includes(code))
    throw new Failure(`a fault with the code 0 or ${codes.join(' or ')}`, `the code ${code}`);
}

export function expectAnswered(answer: Answer): void {
  if (answer.status >= 500 || !answer.text.includes('<methodResponse>'))
    throw new Failure('a methodResponse, whichever way it decides', describeAnswer(answer));
}

export function expectNoSuccess(answer: Answer): void {
  if (isTaken(answer)) throw new Failure('no success', describeAnswer(answer));
  if (answer.status >= 500) throw new Failure('a status below 500', describeAnswer(answer));
}
