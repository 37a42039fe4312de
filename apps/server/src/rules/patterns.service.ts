// Tries regular expressions in a thread of their own: linear time, capped text, and a deadline.
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Worker } from 'node:worker_threads';

/** Characters of a text that a pattern sees. */
export const PATTERN_TEXT_CAP = 4_096;

/** How long one pattern may take on one text; the engine is linear, so that only huge ones come near. */
const DEADLINE_MS = 1_000;
const START_TIMEOUT_MS = 20_000;

export type Trial = { pattern: string; text: string };
/** Whether the pattern was found, or why it could not be tried. */
export type Tried = { found: boolean } | { fault: string };
type Message = Tried | { ready: true };

@Injectable()
export class Patterns implements OnApplicationShutdown {
  private thread: Worker | null = null;
  private turn: Promise<unknown> = Promise.resolve();

  /** One answer per trial, in order; never rejects, and never takes longer than its deadlines. */
  try(trials: readonly Trial[]): Promise<Tried[]> {
    if (trials.length === 0) return Promise.resolve([]);
    const capped = trials.map(({ pattern, text }) => ({
      pattern,
      text: text.slice(0, PATTERN_TEXT_CAP),
    }));
    // one caller at a time: a deadline counts the work of its own pattern only
    const result = this.turn.then(() => this.run(capped));
    this.turn = result;
    return result;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.thread?.terminate();
  }

  private async run(trials: Trial[]): Promise<Tried[]> {
    const answers: Tried[] = [];
    try {
      while (answers.length < trials.length) {
        const thread = await this.started();
        const rest = trials.slice(answers.length);
        thread.postMessage({ trials: rest });
        for (let left = rest.length; left > 0; left -= 1) {
          const message = await next(thread, DEADLINE_MS);
          if (message === null) {
            this.thread = null;
            await thread.terminate();
            answers.push({ fault: `took longer than ${DEADLINE_MS} ms` });
            break;
          }
          if (!('ready' in message)) answers.push(message);
        }
      }
    } catch (error) {
      this.thread = null;
      const fault = error instanceof Error ? error.message : String(error);
      while (answers.length < trials.length) answers.push({ fault });
    }
    return answers;
  }

  private async started(): Promise<Worker> {
    if (this.thread) return this.thread;
    const file = new URL('../../workers/match-patterns.mjs', import.meta.url);
    const thread = new Worker(file, { resourceLimits: { maxOldGenerationSizeMb: 128 } });
    thread.unref();
    thread.on('error', () => {
      if (this.thread === thread) this.thread = null;
    });
    if ((await next(thread, START_TIMEOUT_MS)) === null) {
      await thread.terminate();
      throw new Error('the thread for regular expressions did not start');
    }
    this.thread = thread;
    return thread;
  }
}

type Queue = { messages: Message[]; wake: (() => void) | null; failure: Error | null };
const queues = new WeakMap<Worker, Queue>();

function queueOf(thread: Worker): Queue {
  let queue = queues.get(thread);
  if (!queue) {
    const fresh: Queue = { messages: [], wake: null, failure: null };
    queue = fresh;
    queues.set(thread, fresh);
    thread.on('message', (message: Message) => {
      fresh.messages.push(message);
      fresh.wake?.();
    });
    const fail = (error: Error) => {
      fresh.failure ??= error;
      fresh.wake?.();
    };
    thread.on('error', fail);
    thread.on('exit', () => fail(new Error('the thread for regular expressions ended')));
  }
  return queue;
}

/** The next message, or null when none comes in time. Throws when the thread has ended. */
async function next(thread: Worker, timeoutMs: number): Promise<Message | null> {
  const queue = queueOf(thread);
  if (queue.messages.length === 0 && queue.failure === null) {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      queue.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    queue.wake = null;
  }
  const message = queue.messages.shift();
  if (message) return message;
  if (queue.failure) throw queue.failure;
  return null;
}
