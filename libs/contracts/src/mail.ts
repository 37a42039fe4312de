// Mails to people about pings that wait for them.
import { z } from 'zod';

/** `each`: soon, several pings in one mail; `daily`: once a day. */
export const mailAboutSchema = z.enum(['off', 'each', 'daily']);
export type MailAbout = z.infer<typeof mailAboutSchema>;

/** `GET /api/v1/mail`: what the person who asks gets. */
export const mailPreferenceSchema = z.object({
  isAvailable: z.boolean().describe('whether this installation has a mail server'),
  address: z.string(),
  about: mailAboutSchema,
});
export type MailPreference = z.infer<typeof mailPreferenceSchema>;

/** Body of `PATCH /api/v1/mail`. */
export const updateMailPreferenceSchema = z.strictObject({ about: mailAboutSchema });

/** Answer of `POST /api/v1/mail/test`; `error` is what the mail server or the way to it said. */
export const testMailSchema = z.object({ isSent: z.boolean(), error: z.string().nullable() });
export type TestMail = z.infer<typeof testMailSchema>;
