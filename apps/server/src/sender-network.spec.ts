// Which addresses share a budget.
import { describe, expect, it } from '@jest/globals';
import { senderKeysOf } from './sender-network.js';

describe('the budgets of a sender', () => {
  it.each([
    ['192.0.2.77', '192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.77', '192.0.2.0/24'],
    ['192.0.2.77:50123', '192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['[2001:db8:1:2::9]:443', '2001:db8:1:2::/64', '2001:db8:1::/48'],
    ['2001:db8:1:3::9', '2001:db8:1:3::/64', '2001:db8:1::/48'],
    ['unknown', 'unknown', 'unknown'],
  ])('of %s are %s and %s', (ip, address, network) => {
    expect(senderKeysOf(ip)).toEqual({ address, network });
  });

  it('stay short for a proxy that names nonsense', () => {
    expect(senderKeysOf('x'.repeat(5_000)).address).toHaveLength(64);
  });
});
