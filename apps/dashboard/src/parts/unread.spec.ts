// Every way in which a fetch fails has words of its own.
import { describe, expect, it } from '@jest/globals';
import { unreadReason } from './unread.js';

describe('the reason of an unread source', () => {
  it.each([
    ['refused', 'Not fetched: casino.example is on the block list.', 'blocked'],
    ['refused', 'Not fetched: the rule “My block list” calls it spam.', 'rule'],
    ['refused', 'the host is not on the public internet', 'private'],
    ['refused', 'only ports 80 and 443 are fetched, not 8443', 'port'],
    ['refused', 'only http and https are fetched, not ftp:', 'scheme'],
    ['refused', 'addresses with credentials are not fetched', 'badUrl'],
    ['unreachable', 'getaddrinfo ENOTFOUND nowhere.example (ENOTFOUND)', 'noHost'],
    ['unreachable', 'connect ECONNREFUSED (ECONNREFUSED)', 'noAnswer'],
    ['unreachable', 'read ECONNRESET (ECONNRESET)', 'brokenOff'],
    ['unreachable', 'the connection was closed', 'brokenOff'],
    ['unreachable', 'the request took longer than 20000 ms', 'slow'],
    ['unreachable', 'certificate has expired (CERT_HAS_EXPIRED)', 'certificate'],
    ['unreachable', 'the body is longer than 1000000 bytes', 'tooLarge'],
    ['unreachable', 'incorrect header check (Z_DATA_ERROR)', 'encoding'],
    ['unreachable', 'the redirects form a circle', 'redirects'],
    ['unsupported', 'the type application/pdf is not wanted', 'type'],
  ] as const)('of %s with "%s" is %s', (state, error, reason) => {
    expect(unreadReason({ state, error, httpStatus: null })).toBe(reason);
  });

  it.each([
    [404, 'status.missing'],
    [403, 'status.denied'],
    [429, 'status.busy'],
    [503, 'status.fault'],
    [418, 'status.other'],
  ] as const)('of the answer %d is %s', (httpStatus, reason) => {
    const error = `The source answered with status ${httpStatus}.`;
    expect(unreadReason({ state: 'unreachable', error, httpStatus })).toBe(reason);
  });

  it.each([
    ['refused-address', 'private'],
    ['dns', 'noHost'],
    ['tls', 'certificate'],
    ['timeout', 'slow'],
    ['too-large', 'tooLarge'],
    ['bad-encoding', 'encoding'],
    ['too-many-redirects', 'redirects'],
    ['content-type', 'type'],
  ] as const)('is taken from the failure %s before any words: %s', (failure, reason) => {
    const error = 'words that nobody knows';
    expect(unreadReason({ state: 'unreachable', error, httpStatus: null, failure })).toBe(reason);
  });

  it('is left open where the state says it all, or nothing is known', () => {
    expect(unreadReason({ state: 'gone', error: null, httpStatus: 410 })).toBeNull();
    expect(unreadReason({ state: 'no-link', error: null, httpStatus: 200 })).toBeNull();
    expect(unreadReason({ state: 'unreachable', error: 'odd', httpStatus: null })).toBeNull();
  });
});
