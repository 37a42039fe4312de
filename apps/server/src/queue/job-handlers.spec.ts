// A worker process starts only when each job has exactly one handler.
import { describe, expect, it } from '@jest/globals';
import { assertOneHandlerEach } from './job-handlers.js';
import { queueTimeAfter } from './jobs.js';

const others = ['send', 'announce', 'mail', 'rescore', 'decide', 'learn', 'report'];

describe('the check of the handlers', () => {
  it('passes when each job has one, in any order', () => {
    expect(() => assertOneHandlerEach(['deliver', ...others, 'evaluate'])).not.toThrow();
  });

  it.each([
    ['a job without a handler', ['evaluate', ...others], 'job deliver has no handler'],
    [
      'a job with two',
      ['evaluate', 'deliver', 'deliver', ...others],
      'job deliver has two handlers',
    ],
    [
      'a handler that no job needs',
      ['evaluate', 'deliver', 'letter', ...others],
      'handler of unknown job "letter"',
    ],
    [
      'every fault at once',
      ['letter', ...others],
      'job evaluate has no handler; job deliver has no handler; handler of unknown job "letter"',
    ],
  ])('names %s', (_name, handled, message) => {
    expect(() => assertOneHandlerEach(handled)).toThrow(message);
  });
});

it('the time that a job waits until is in whole milliseconds, for the queue on PostgreSQL', () => {
  expect(Number.isInteger(queueTimeAfter(250.75))).toBe(true);
});
