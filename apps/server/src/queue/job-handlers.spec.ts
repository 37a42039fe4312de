// A worker process starts only when each job has exactly one handler.
import { describe, expect, it } from '@jest/globals';
import { assertOneHandlerEach } from './job-handlers.js';

const others = ['send', 'announce', 'rescore', 'decide'];

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
      ['evaluate', 'deliver', 'mail', ...others],
      'handler of unknown job "mail"',
    ],
    [
      'every fault at once',
      ['mail', ...others],
      'job evaluate has no handler; job deliver has no handler; handler of unknown job "mail"',
    ],
  ])('names %s', (_name, handled, message) => {
    expect(() => assertOneHandlerEach(handled)).toThrow(message);
  });
});
