// One thread that tries regular expressions, and is ended when one of them takes too long.
import { setImmediate as breathe } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

const START_TIMEOUT_MS = 20_000;
/** What a message between threads may take on a busy machine. */
const GRACE_MS = 100;

export type Trial = { pattern: string; text: string };
/** Whether the pattern was found, or why it could not be tried. */
export type Tried = { found: boolean } | { fault: string };
/** Fewer answers than trials: the time was used up. */
export type Run = { answers: Tried[]; tookMs: number };
type Message = Run | { ready: true };

export class PatternThread {
  private thread: Worker | null = null;

  /** For one caller at a time. Never rejects. */
  async run(trials: readonly Trial[], allowedMs: number): Promise<Run> {
    let thread: Worker;
    try {
      thread = await this.started();
    } catch (error) {
      const fault = error instanceof Error ? error.message : String(error);
      return { answers: trials.map(() => ({ fault })), tookMs: 0 };
    }
    thread.postMessage({ trials, allowedMs });
    // a thread that ends by itself had too little memory for them: as bad as too little time
    const message = await next(thread, allowedMs + GRACE_MS).catch(() => null);
    if (message !== null && 'answers' in message) return message;
    await this.end();
    return { answers: [], tookMs: allowedMs };
  }

  async end(): Promise<void> {
    const { thread } = this;
    this.thread = null;
    await thread?.terminate();
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
    // after a long task of this thread the timer comes first, and the message lies ready
    await breathe();
  }
  const message = queue.messages.shift();
  if (message) return message;
  if (queue.failure) throw queue.failure;
  return null;
}
