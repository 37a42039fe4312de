// Audits: how often the automatic decisions of a site were wrong, by a sample that people looked at.
import { z } from 'zod';

const share = z.number().min(0).max(1);

/** Where a counted share lies at 95 % (Wilson). */
export const intervalSchema = z.object({ low: share, high: share });

/** One kind of automatic decision over the last days. */
export const auditedBandSchema = z.object({
  band: z.enum(['approve', 'spam']).describe('where the ping was put without a person'),
  automatic: z.number().int().describe('decisions made without a person'),
  sampled: z.number().int().describe('drawn of them'),
  looked: z.number().int().describe('drawn, and decided by a person since'),
  wrong: z.number().int().describe('decided otherwise by that person'),
  errorRate: share.nullable().describe('wrong / looked; null: nobody has looked yet'),
  interval: intervalSchema.nullable().describe("Wilson's 95 % interval of the error rate"),
});
export type AuditedBand = z.infer<typeof auditedBandSchema>;

/** Answer of `GET /api/v1/sites/{id}/audits`. */
export const auditReportSchema = z.object({
  days: z.number().int(),
  waiting: z.number().int().describe('drawn, and not looked at yet'),
  bands: z.array(auditedBandSchema),
});
export type AuditReport = z.infer<typeof auditReportSchema>;
