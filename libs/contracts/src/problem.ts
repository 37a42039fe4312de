// Errors of the API: RFC 9457 problem details with a stable code.
import { z } from 'zod';

/** One rejected value: a JSON pointer (RFC 6901) into the body or query, and why. */
export const problemErrorSchema = z.object({ pointer: z.string(), message: z.string() });

/**
 * `application/problem+json` (RFC 9457). `code` is stable and made for programs, `detail` for people;
 * `errors` is there for code `validation-failed`, `presentVersion` for `version-conflict` of a rule.
 */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(problemErrorSchema).optional(),
  presentVersion: z.number().int().optional(),
});
export type Problem = z.infer<typeof problemSchema>;
