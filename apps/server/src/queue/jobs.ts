// The table of jobs: what may be asked of a worker, with which payload, and how often it is retried.
import { z } from 'zod';
import { idSchema } from '@trackwarden/contracts';

/** Seconds between the attempts of a webhook delivery (Standard Webhooks 1.0.0, retry example). */
export const deliveryScheduleSeconds = [
  5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400,
] as const;

/** The name of the backoff strategy that follows {@link deliveryScheduleSeconds}. */
export const DELIVERY_BACKOFF = 'delivery-schedule';

/** Seconds between the attempts to read an announced page, and to send a ping. */
export const sendScheduleSeconds = [30, 300, 3_600, 21_600, 86_400] as const;

/** The name of the backoff strategy that follows {@link sendScheduleSeconds}. */
export const SEND_BACKOFF = 'send-schedule';

/**
 * Every job: BullMQ queue name, payload, attempts, backoff. Jobs are reminders, rows are the truth:
 * a job is dropped once it ended, so that the sweeper may enqueue the same id again.
 */
export const jobs = {
  /** Gather evidence for a ping, score it, apply the policy. */
  evaluate: {
    payload: z.strictObject({ pingId: idSchema }),
    attempts: 5,
    backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Score the members of a campaign anew, from the evidence that is there. */
  rescore: {
    payload: z.strictObject({ campaignId: idSchema }),
    attempts: 5,
    backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Carry out, or take back, a decision about more pings than one transaction should change. */
  decide: {
    payload: z.strictObject({ decisionId: idSchema }),
    attempts: 5,
    backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Learn what people of a site decided, take back what they undid, learn its imported histories. */
  learn: {
    payload: z.strictObject({ siteId: idSchema }),
    attempts: 5,
    backoff: { type: 'exponential', delay: 2_000, jitter: 0.5 },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Send one webhook message once; the schedule of retries is the backoff. */
  deliver: {
    payload: z.strictObject({ deliveryId: idSchema }),
    attempts: deliveryScheduleSeconds.length + 1,
    backoff: { type: DELIVERY_BACKOFF },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Read a page of ours, and find out which of its links have to be told. */
  announce: {
    payload: z.strictObject({ itemId: idSchema }),
    attempts: sendScheduleSeconds.length + 1,
    backoff: { type: SEND_BACKOFF },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Send one outgoing ping once; the schedule of retries is the backoff. */
  send: {
    payload: z.strictObject({ outgoingPingId: idSchema }),
    attempts: sendScheduleSeconds.length + 1,
    backoff: { type: SEND_BACKOFF },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Tell a service that was asked of a person's decision that differs. */
  report: {
    payload: z.strictObject({ pingId: idSchema }),
    attempts: 5,
    backoff: { type: 'exponential', delay: 60_000, jitter: 0.5 },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
  /** Tell a person by mail of the pings that wait: what is due, and what could not be sent before. */
  mail: {
    payload: z.strictObject({ userId: idSchema }),
    attempts: 6,
    backoff: { type: 'exponential', delay: 30_000, jitter: 0.2 },
    retention: { removeOnComplete: true, removeOnFail: true },
  },
} as const satisfies Record<string, JobDefinition>;

/**
 * How soon a job of a killed worker is taken over: its lock ends after 10 s, and stalled jobs are
 * looked for every 5 s. A job may stall again and again; its row decides when it is enough.
 */
export const takeOver = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 20 };

/**
 * The time after a wait, as a queue counts it: by the machine's clock, whatever the product's says,
 * and in whole milliseconds, since the queue on PostgreSQL takes no others.
 */
export const queueTimeAfter = (ms: number): number => Math.ceil(Date.now() + ms);

type JobDefinition = {
  payload: z.ZodType;
  attempts: number;
  backoff: { type: string; delay?: number; jitter?: number };
  retention: { removeOnComplete: boolean; removeOnFail: boolean };
};

export type JobName = keyof typeof jobs;
export type JobPayload<N extends JobName> = z.infer<(typeof jobs)[N]['payload']>;

export const jobNames = Object.keys(jobs) as JobName[];
