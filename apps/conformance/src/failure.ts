// How a case ends other than well: something else came than was expected, or it could not be tried.

/** What was expected and what came, each the rest of a sentence. */
export class Failure extends Error {
  override name = 'Failure';

  constructor(
    readonly expected: string,
    readonly actual: string,
  ) {
    super(`expected ${expected}; got ${actual}`);
  }
}

/** The case cannot be tried against this receiver; the message says why. */
export class Skipped extends Error {
  override name = 'Skipped';
}

/** Wrong usage, or a receiver that cannot be reached: nothing could be run. */
export class CannotRun extends Error {
  override name = 'CannotRun';
}

/** What a thrown value says; errors of another realm are no `Error` here. */
export function messageOf(error: unknown): string {
  const { message } = Object(error) as { message?: unknown };
  return typeof message === 'string' ? message : String(error);
}
