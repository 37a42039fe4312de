// One address holds so many connections at once and no more: dribbling ones cannot use up the server.
import type { FastifyInstance } from 'fastify';
import ipaddr from 'ipaddr.js';
import type { Config } from '../config/config.js';

/** A trusted proxy speaks for many: its connections are not counted. */
export function boundConnections(server: FastifyInstance['server'], config: Config): void {
  const { edge, trustedProxies } = config;
  const trusts = matcherOf(trustedProxies);
  const open = new Map<string, number>();
  server.on('connection', (socket) => {
    const address = socket.remoteAddress;
    // load tests come from one address
    if (address === undefined || !config.intakeLimits || trusts(address)) return;
    const count = (open.get(address) ?? 0) + 1;
    if (count > edge.connectionsPerAddress) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
}

function matcherOf(ranges: readonly string[]): (address: string) => boolean {
  const parsed = ranges.map((range) => {
    if (range.includes('/')) return ipaddr.parseCIDR(range);
    const single = ipaddr.parse(range);
    return [single, single.kind() === 'ipv4' ? 32 : 128] as const;
  });
  return (address) => {
    const given = ipaddr.process(address);
    return parsed.some(
      ([range, bits]) => given.kind() === range.kind() && given.match([range, bits] as never),
    );
  };
}
