// What a person reads when one of PostgreSQL's programs fails.
import { describe, expect, it } from '@jest/globals';
import { whatWentWrong } from './fault.js';

describe('the fault in what PostgreSQL prints', () => {
  it.each([
    [
      'the fatal line, not the talk around it',
      'LOG:  starting PostgreSQL 18.4\nFATAL:  data directory "/d" has wrong ownership\nHINT:  The server must be started by the user\nended with code 1',
      'FATAL:  data directory "/d" has wrong ownership',
    ],
    [
      'the line that explains a faulty configuration',
      'LOG:  invalid value for parameter "port": "banana"\nFATAL:  configuration file "/d/postgresql.conf" contains errors',
      'LOG:  invalid value for parameter "port": "banana" | FATAL:  configuration file "/d/postgresql.conf" contains errors',
    ],
    [
      'a full disk by its name',
      'FATAL:  could not extend file "base/1/2691": wrote only 4096 of 8192 bytes at block 9\nPANIC:  cannot abort transaction 1',
      'the disk is full',
    ],
    [
      'the fault without time and pid',
      '2026-11-23 02:33:49.667 UTC [12927] FATAL:  could not create lock file',
      'FATAL:  could not create lock file',
    ],
    [
      'the last lines when nothing names a fault',
      'a\nb\n\nc\nended with SIGKILL\n',
      'b | c | ended with SIGKILL',
    ],
  ])('is %s', (_, output, expected) => {
    expect(whatWentWrong(output)).toBe(expected);
  });
});
