// Who is told again, and who never is.
import { describe, expect, it } from '@jest/globals';
import { REMOVED, reasonNotToSend } from './next-step.js';
import { delayAfter, sendBackoff, SendFailed } from './send-schedule.js';
import { retryAfterMs } from '../retry-after.js';

const NOW = new Date('2026-11-25T12:00:00Z');
const [OLD, NEW] = ['old', 'new'];
const known = (
  status: 'waiting' | 'sent' | 'already-registered' | 'failed' | 'no-endpoint' | 'refused',
  protocol: 'webmention' | 'pingback' | 'trackback' | null = null,
  sentContent: string | null = null,
) => ({ status, protocol, sentContent, sentAt: sentContent === null ? null : NOW });

describe('a target', () => {
  it.each([
    ['that is new', null, NEW],
    ['of a Webmention whose page changed', known('sent', 'webmention', OLD), NEW],
    ['that said it knew, after a change', known('already-registered', 'webmention', OLD), NEW],
    ['where it failed', known('failed'), NEW],
    ['where an update failed', known('failed', 'webmention', OLD), NEW],
    ['where a Pingback failed', known('failed', 'pingback'), NEW],
    ['without an endpoint before', known('no-endpoint'), NEW],
    ['that was refused before', known('refused'), NEW],
    ['whose link is gone', known('sent', 'webmention', OLD), REMOVED],
    ['whose link is gone, where that failed', known('failed', 'webmention', OLD), REMOVED],
    ['whose link came back', known('sent', 'webmention', REMOVED), NEW],
  ])('%s is told', (_name, before, content) => {
    expect(reasonNotToSend(before, content)).toBeNull();
  });

  it.each([
    ['of a Webmention whose page is the same', known('sent', 'webmention', OLD), OLD],
    ['of a Pingback, whatever changed', known('sent', 'pingback', OLD), NEW],
    ['of a Pingback that was registered', known('already-registered', 'pingback', OLD), NEW],
    ['of a TrackBack, whatever changed', known('sent', 'trackback', OLD), NEW],
    ['that waits already', known('waiting'), NEW],
    ['that waits already with its link gone', known('waiting', 'webmention', OLD), REMOVED],
    ['whose link is gone, never told', known('failed', 'webmention'), REMOVED],
    ['whose link is gone, told by Pingback', known('sent', 'pingback', OLD), REMOVED],
    ['that was told of the end', known('sent', 'webmention', REMOVED), REMOVED],
    ['that is unknown and not linked', null, REMOVED],
  ])('%s is not told, with a reason', (_name, before, content) => {
    expect(reasonNotToSend(before, content)).toMatch(/^[A-Z].*\.$/);
  });
});

describe('the schedule', () => {
  it('waits longer each time, and ends', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((attempts) => delayAfter(attempts, null));
    expect(waits).toEqual([30_000, 300_000, 3_600_000, 21_600_000, 86_400_000, null]);
    expect(delayAfter(1, 90_000)).toBe(90_000);
    expect(delayAfter(6, 90_000)).toBeNull();
  });

  it('is carried by the error', () => {
    expect(sendBackoff(3, 'send-schedule', new SendFailed('later', 300_000))).toBe(300_000);
    expect(sendBackoff(3, 'send-schedule', new Error('defect'))).toBe(30_000);
  });

  it.each([
    ['120', 120_000],
    [' 5 ', 5_000],
    ['Wed, 25 Nov 2026 12:10:00 GMT', 600_000],
    ['Wed, 25 Nov 2026 11:00:00 GMT', null],
    ['9999999999', 86_400_000],
    ['soon', null],
    ['', null],
    [undefined, null],
  ])('reads Retry-After %j as %j ms', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});
