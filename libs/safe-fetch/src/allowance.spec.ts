// The operator's exceptions: how they are read and what they cover.
import { describe, expect, it } from '@jest/globals';
import { fixtureRows } from '../test/loopback.js';
import { isAllowedAddress, isAllowedEndpoint, parseAllowance } from './allowance.js';

const shown = (text: string): string[] =>
  parseAllowance(text).map((a) =>
    a.kind === 'network' ? `network ${a.cidr}` : `endpoint ${a.host} ${a.port}`,
  );

describe('parseAllowance', () => {
  it.each(fixtureRows('allowances-valid.tsv'))('reads %s as %s', (text, meaning) => {
    expect(shown(text)).toEqual([meaning]);
  });

  it.each(fixtureRows('allowances-invalid.txt'))('refuses %s and names it', (text) => {
    expect(() => parseAllowance(`10.0.0.0/8, ${text}`)).toThrow(JSON.stringify(text));
  });

  it('reads lists separated by commas, spaces and line ends', () => {
    expect(shown(' 127.0.0.1/32,::1/128  a.example:81\n')).toHaveLength(3);
  });

  it('reads nothing as no exception', () => {
    expect(parseAllowance(' , ')).toEqual([]);
  });

  it('suggests the CIDR for a lone address', () => {
    expect(() => parseAllowance('::1')).toThrow('did you mean ::1/128?');
  });
});

describe('an allowance', () => {
  const allow = parseAllowance('10.0.0.0/8 fd00::/8 hooks.example:8443');

  it.each([
    ['10.200.0.1', true],
    ['::ffff:10.200.0.1', true],
    ['::10.200.0.1', false],
    ['11.0.0.1', false],
    ['fd12::1', true],
    ['fc00::1', false],
    ['hooks.example', false],
  ])('of networks covers %s: %s', (address, covered) => {
    expect(isAllowedAddress(allow, address)).toBe(covered);
  });

  it.each([
    ['hooks.example', 8443, true],
    ['hooks.example', 443, false],
    ['a.hooks.example', 8443, false],
    ['hooks.example.evil.example', 8443, false],
  ])('of an endpoint covers %s on port %d: %s', (host, port, covered) => {
    expect(isAllowedEndpoint(allow, host, port)).toBe(covered);
  });
});
