// The intake of the whole installation: its switch, and the floods that it is in.
import { z } from 'zod';
import { idSchema, timeSchema } from './common.js';

/** A site for which more comes in than is checked: new pings are stored, their checks wait. */
export const floodSchema = z.object({
  siteId: idSchema,
  siteName: z.string(),
  since: timeSchema,
  waiting: z.number().int().describe('pings that are stored and wait for their check'),
  perMinute: z
    .number()
    .int()
    .describe('pings of the site that were checked within the last minute'),
});
export type Flood = z.infer<typeof floodSchema>;

/** `GET /api/v1/intake`. */
export const intakeSchema = z.object({
  open: z.boolean().describe('false: no site of the installation takes pings'),
  closedAt: timeSchema.nullable(),
  closedBy: z.string().nullable().describe('the name of who closed it'),
  floods: z.array(floodSchema),
});
export type Intake = z.infer<typeof intakeSchema>;

/** Body of `PATCH /api/v1/intake`. */
export const updateIntakeSchema = z.strictObject({ open: z.boolean() });
export type UpdateIntake = z.input<typeof updateIntakeSchema>;
