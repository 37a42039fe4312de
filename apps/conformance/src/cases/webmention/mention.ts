// Sending a mention and reading what its status says.
import type { CaseContext } from '../../context.js';
import { Failure } from '../../failure.js';
import { describeAnswer, type Answer } from '../../wire/answer.js';
import type { HttpRequest } from '../../wire/http-request.js';

export const FORM = 'application/x-www-form-urlencoded';

/** Fields as a form, or a body that is already written. */
export function mention(
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

/** Senders count every 2xx as success. */
export const isTaken = ({ status }: Answer): boolean => status >= 200 && status < 300;

export function expectTaken(answer: Answer): void {
  if (![200, 201, 202].includes(answer.status))
    throw new Failure('HTTP 201, 202 or 200', describeAnswer(answer));
}

export function expectBadRequest(answer: Answer): void {
  if (answer.status !== 400) throw new Failure('HTTP 400', describeAnswer(answer));
}

export function expectClientError(answer: Answer): void {
  if (answer.status < 400 || answer.status > 499)
    throw new Failure('a 4xx status', describeAnswer(answer));
}
