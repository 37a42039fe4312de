// A name server on loopback that answers what a test wants, or nothing, and remembers what it was asked.
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';

export type NameServer = {
  /** As `TRACKWARDEN_DNS_SERVERS` names it. */
  address: string;
  /** The addresses of a name; a name without any is not there. */
  set: (name: string, addresses: string[], ttl?: number) => void;
  /** Whether questions below a zone are left without an answer. */
  silence: (zone: string, isSilent: boolean) => void;
  /** Every name so far that was asked for below a zone. */
  asked: (zone: string) => string[];
  stop: () => Promise<void>;
};

export async function startNameServer(): Promise<NameServer> {
  const socket = createSocket('udp4');
  const names = new Map<string, { addresses: string[]; ttl: number }>();
  const silent = new Set<string>();
  const seen: string[] = [];
  const isBelow = (name: string, zone: string) => name.endsWith(`.${zone}`);
  socket.on('message', (message, { port, address }) => {
    const { id, questions = [] } = packet.decode(message);
    const name = questions[0]?.name.toLowerCase() ?? '';
    seen.push(name);
    if ([...silent].some((zone) => isBelow(name, zone))) return;
    const { addresses = [], ttl = 60 } = names.get(name) ?? {};
    const reply = packet.encode({
      ...{ type: 'response', id, questions },
      // recursion desired and available; 3: there is no such name
      flags: 0x0180 | (addresses.length === 0 ? 3 : 0),
      answers: addresses.map((data) => ({ type: 'A', name, ttl, data })),
    });
    socket.send(reply, port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    address: `127.0.0.1:${socket.address().port}`,
    set: (name, addresses, ttl = 60) => void names.set(name, { addresses, ttl }),
    silence: (zone, isSilent) => void (isSilent ? silent.add(zone) : silent.delete(zone)),
    asked: (zone) => seen.filter((name) => isBelow(name, zone)),
    stop: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
