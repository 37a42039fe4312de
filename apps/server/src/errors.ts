// Expected errors: one class, one total table from code to HTTP status.

/** HTTP status and title of every code; a new code without them does not compile. */
export const problems = {
  'validation-failed': { status: 400, title: 'The request holds values that are not accepted' },
  'malformed-json': { status: 400, title: 'The body is not well-formed JSON' },
  'bad-cursor': { status: 400, title: 'The cursor is not one that this list gave' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  'bad-credentials': { status: 401, title: 'The e-mail address or the password is wrong' },
  forbidden: { status: 403, title: 'This account may not do that' },
  csrf: { status: 403, title: 'The X-CSRF-Token header is missing or wrong' },
  'bad-setup-token': { status: 403, title: 'The set-up link is not valid' },
  'not-found': { status: 404, title: 'There is nothing at this address' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'already-set-up': { status: 409, title: 'The installation already has an owner' },
  'version-conflict': { status: 409, title: 'It changed in the meantime' },
  'not-allowed-now': { status: 409, title: 'The present state does not allow that' },
  'already-undone': { status: 409, title: 'The decision is already undone' },
  'decided-otherwise': { status: 409, title: 'A person has decided it otherwise' },
  'already-exists': { status: 409, title: 'There is one like it already' },
  'webhook-disabled': { status: 409, title: 'The webhook is disabled' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'This content type is not understood' },
  'too-many-attempts': { status: 429, title: 'Too many attempts, try again later' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'A part of the service is not available, try again' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

export type ProblemDetails = {
  /** One sentence for the person who reads it. */
  detail?: string;
  /** JSON pointers of rejected values. */
  errors?: { pointer: string; message: string }[];
  /** The version that stands, where a write was based on another. */
  presentVersion?: number;
  /** Seconds until a retry makes sense. */
  retryAfterSeconds?: number;
};

/** An expected error of the domain; the edge answers it in the form of the protocol spoken there. */
export class DomainError extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(details.detail ?? problems[code].title);
  }
}
