// Which failures are of the servers that we stand on, and which of the data.
import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { isServerAway } from './is-server-away.js';

const withCode = (code: string, message = 'failed') => Object.assign(new Error(message), { code });
const query = (code: string) => new QueryFailedError('SELECT 1', [], withCode(code));
const named = (name: string) => Object.assign(new Error('failed'), { name });

describe('a server that is away', () => {
  it.each<[string, unknown]>([
    ['nobody listens', withCode('ECONNREFUSED')],
    ['nobody listens, on any address', new AggregateError([withCode('ECONNREFUSED')])],
    ['the name is not found', withCode('EAI_AGAIN')],
    ['the connection was cut', withCode('ECONNRESET', 'read ECONNRESET')],
    ['PostgreSQL stops', query('57P01')],
    ['PostgreSQL starts', query('57P03')],
    ['there is no connection left', query('53300')],
    ['the disk is full', query('53100')],
    ['a deadlock', query('40P01')],
    ['a lock that was not given', query('55P03')],
    ['a standby, which takes no writes', query('25006')],
    ['the connection was lost in mid-query', new Error('Connection terminated unexpectedly')],
    ['the pool has ended', new Error('Cannot use a pool after calling end on the pool')],
    ['Redis has gone', new Error('Connection is closed.')],
    ['Redis loads its data', new Error('LOADING Redis is loading the dataset in memory')],
    [
      'Redis has no memory left',
      new Error("OOM command not allowed when used memory > 'maxmemory'."),
    ],
    ['Redis was asked too often', named('MaxRetriesPerRequestError')],
    ['one of these below another error', new Error('failed', { cause: query('08006') })],
  ])('%s', (_name, error) => {
    expect(isServerAway(error)).toBe(true);
  });
});

describe('data that cannot be worked with', () => {
  it.each<[string, unknown]>([
    ['a value that a column does not take', query('22P02')],
    ['a constraint', query('23514')],
    ['a column that is not there', query('42703')],
    ['what a trigger raises', query('P0001')],
    [
      'something that is missing',
      new TypeError("Cannot read properties of undefined (reading 'a')"),
    ],
    ['an address that is none', withCode('ERR_INVALID_URL', 'Invalid URL')],
    ['an error that nobody foresaw', new Error('the readings do not meet')],
    ['no error at all', 'away'],
  ])('%s', (_name, error) => {
    expect(isServerAway(error)).toBe(false);
  });

  it('an error that is its own cause comes to an end', () => {
    const error = new Error('round and round');
    error.cause = error;
    expect(isServerAway(error)).toBe(false);
  });
});
