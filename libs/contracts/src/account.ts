// People and programs that sign in: set-up, session, users, API tokens.
import { z } from 'zod';
import { idSchema, timeSchema } from './common.js';

const email = z.string().trim().toLowerCase().max(254).pipe(z.email('must be an e-mail address'));
const newPassword = z.string().min(12, 'at least 12 characters').max(200, 'at most 200 characters');

/** A person's role on the installation. */
export const roleSchema = z.enum(['owner', 'moderator']);
export type Role = z.infer<typeof roleSchema>;

/** Body of `POST /api/v1/setup`; `token` comes from the one-time link that the first start prints. */
export const setupSchema = z.strictObject({
  token: z.string().min(1).max(200),
  name: z.string().trim().min(1, 'must not be empty').max(120),
  email,
  password: newPassword,
});
export type Setup = z.input<typeof setupSchema>;

/** Answer of `GET /api/v1/setup`. */
export const setupStateSchema = z.object({ needed: z.boolean() });
export type SetupState = z.infer<typeof setupStateSchema>;

/** Body of `POST /api/v1/session`. */
export const signInSchema = z.strictObject({ email, password: z.string().min(1).max(200) });
export type SignIn = z.input<typeof signInSchema>;

/** A person. */
export const userSchema = z.object({
  id: idSchema,
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  createdAt: timeSchema,
});
export type User = z.infer<typeof userSchema>;

/** Answer of `GET /api/v1/session`; `csrfToken` goes into `X-CSRF-Token` of every write. */
export const sessionSchema = z.object({ user: userSchema, csrfToken: z.string() });
export type Session = z.infer<typeof sessionSchema>;

/** Body of `POST /api/v1/tokens`. */
export const createTokenSchema = z.strictObject({ name: z.string().trim().min(1).max(120) });

/** An API token as it reads; the token itself is stored hashed and never shown again. */
export const tokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  hint: z.string().describe('the last four characters'),
  lastUsedAt: timeSchema.nullable(),
  createdAt: timeSchema,
});
export type Token = z.infer<typeof tokenSchema>;

/** A new API token, shown this once. */
export const createdTokenSchema = tokenSchema.extend({ token: z.string() });
export type CreatedToken = z.infer<typeof createdTokenSchema>;
