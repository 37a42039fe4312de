// Sending a ping and reading what the envelope says, as clients in the field do: by the number in <error>.
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { describeAnswer, type Answer } from '../../wire/answer.js';
import type { HttpRequest } from '../../wire/http-request.js';

export const FORM = 'application/x-www-form-urlencoded';

/** Fields as a form in UTF-8, or a form that is already written. */
export function ping(
  context: CaseContext,
  fields: Record<string, string> | string,
  more: Partial<HttpRequest> & { contentType?: string } = {},
): Promise<Answer> {
  const { contentType = FORM, ...rest } = more;
  return context.send({
    url: context.endpoint,
    method: 'POST',
    headers: [['Content-Type', contentType]],
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    ...rest,
  });
}

/** The number in the envelope, or null when clients find none. How exact it is written is not asked here. */
export function errorNumber(answer: Answer): number | null {
  const found = /<response>[\s\S]*?<error>\s*(\d+)\s*<\/error>[\s\S]*<\/response>/.exec(
    answer.text,
  );
  return found?.[1] === undefined ? null : Number(found[1]);
}

/** Senders count a ping as taken when the status is 2xx and the error 0. */
export const isTaken = (answer: Answer): boolean =>
  answer.status >= 200 && answer.status < 300 && errorNumber(answer) === 0;

export function expectTaken(answer: Answer): void {
  if (!isTaken(answer))
    throw new Failure('a 2xx status and <error>0</error>', describeAnswer(answer));
}

/** An error is told apart from success by its number; senders also need a message. */
export function expectRefused(answer: Answer): void {
  const error = errorNumber(answer);
  if (error === null || error === 0)
    throw new Failure('a response envelope with <error>1</error>', describeAnswer(answer));
}

export function expectEnvelope(answer: Answer): void {
  if (errorNumber(answer) === null)
    throw new Failure('a response envelope, whichever way it decides', describeAnswer(answer));
  if (answer.status >= 500) throw new Failure('a status below 500', describeAnswer(answer));
}
