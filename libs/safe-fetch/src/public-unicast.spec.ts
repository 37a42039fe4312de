// Every kind of special address by table: what is public and what is not.
import { describe, expect, it } from '@jest/globals';
import { fixtureRows } from '../test/loopback.js';
import { isPublicUnicast } from './public-unicast.js';

describe('isPublicUnicast', () => {
  it.each(fixtureRows('addresses-public.txt'))('takes %s for public', (address) => {
    expect(isPublicUnicast(address)).toBe(true);
  });

  it.each(fixtureRows('addresses-not-public.txt'))('refuses %s (%s)', (address) => {
    expect(isPublicUnicast(address)).toBe(false);
  });

  it.each(fixtureRows('addresses-malformed.txt'))('refuses %s, which is no address', (address) => {
    expect(isPublicUnicast(address)).toBe(false);
  });
});
