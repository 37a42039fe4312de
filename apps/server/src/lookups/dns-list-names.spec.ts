// The names that lists are asked for, and what their answers mean.
import { describe, expect, it } from '@jest/globals';
import { meaningOf, questionFor } from './dns-list-names.js';

const SENDER = 'sender-address';
const SOURCE = 'source-domain';

describe('a list in the DNS', () => {
  it.each([
    [SENDER, '93.184.216.34', '34.216.184.93.bl.example'],
    [SENDER, '::ffff:93.184.216.34', '34.216.184.93.bl.example'],
    [
      SENDER,
      '2606:2800:220:1:248:1893:25c8:1946',
      '6.4.9.1.8.c.5.2.3.9.8.1.8.4.2.0.1.0.0.0.0.2.2.0.0.0.8.2.6.0.6.2.bl.example',
    ],
    [SENDER, '127.0.0.1', null],
    [SENDER, '10.1.2.3', null],
    [SENDER, '192.168.0.9', null],
    [SENDER, 'fd00::1', null],
    [SENDER, '::1', null],
    [SENDER, 'no address', null],
    [SENDER, '', null],
    [SOURCE, 'casino.example', 'casino.example.bl.example'],
    [SOURCE, 'xn--bcher-kva.example', 'xn--bcher-kva.example.bl.example'],
    [SOURCE, '93.184.216.34', null],
    [SOURCE, '[2606:2800::1]', null],
    [SOURCE, 'a..b', null],
    [SOURCE, 'evil example', null],
    [SOURCE, `${'a'.repeat(64)}.example`, null],
    [SOURCE, Array.from({ length: 25 }, () => 'a'.repeat(10)).join('.'), null],
  ] as const)('of %s is asked about %s by the name %s', (of, what, name) => {
    const about = of === SENDER ? { senderIp: what, domain: '' } : { senderIp: '', domain: what };
    expect(questionFor({ zone: 'bl.example', of }, about)).toBe(name);
  });

  it.each([
    [SENDER, [], 'not-listed'],
    [SENDER, ['127.0.0.2'], 'listed'],
    [SENDER, ['127.0.0.254'], 'listed'],
    [SENDER, ['127.0.0.4', '127.0.0.10'], 'listed'],
    [SOURCE, ['127.0.0.8'], 'listed'],
    [SOURCE, ['127.0.1.2'], 'listed'],
    [SENDER, ['127.0.1.2'], 'error'],
    [SOURCE, ['127.0.1.255'], 'error'],
    [SENDER, ['127.0.0.1'], 'error'],
    [SENDER, ['127.0.0.255'], 'error'],
    [SENDER, ['127.255.255.252'], 'error'],
    [SENDER, ['127.255.255.254'], 'error'],
    [SENDER, ['127.255.255.255'], 'error'],
    [SENDER, ['93.184.216.34'], 'error'],
    [SENDER, ['127.0.0.2', '93.184.216.34'], 'error'],
  ] as const)('of %s that answers %j says "%s"', (of, addresses, kind) => {
    expect(meaningOf(of, addresses).kind).toBe(kind);
  });
});
