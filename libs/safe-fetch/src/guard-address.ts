// Second guard: resolves the host once and lets only addresses through that may be connected to.
import { isIP } from 'node:net';
import type { FetchAllowance } from './allowance.js';
import { isAllowedAddress, isAllowedEndpoint } from './allowance.js';
import { Failure, asFailure } from './errors.js';
import type { GuardedUrl } from './guard-url.js';
import { isWebPort, refusedPort } from './guard-url.js';
import { isPublicUnicast } from './public-unicast.js';
import type { Lookup } from './types.js';

/**
 * The addresses of the host, in the resolver's order, each of them checked. The connection is made
 * to these and the name is never resolved again, because a second answer may differ from the one
 * that was checked (DNS rebinding, CVE-2022-3590). One bad address refuses the host, because which
 * of several is connected to must not be left to chance or to the attacker.
 *
 * @throws Failure `dns`, `refused-address` or `refused-port`
 */
export const guardAddress = async (
  target: Pick<GuardedUrl, 'host' | 'port'>,
  allow: readonly FetchAllowance[],
  lookup: Lookup,
): Promise<[string, ...string[]]> => {
  const [first, ...rest] = await addressesOf(target.host, lookup);
  if (first === undefined) throw new Failure('dns', 'the host has no address');
  if (isAllowedEndpoint(allow, target.host, target.port)) return [first, ...rest];
  for (const address of [first, ...rest]) guardOne(address, target, allow);
  return [first, ...rest];
};

const guardOne = (
  address: string,
  { host, port }: Pick<GuardedUrl, 'host' | 'port'>,
  allow: readonly FetchAllowance[],
): void => {
  if (isAllowedAddress(allow, address)) return;
  // RFC 6761 keeps these names for the machine itself: a public answer for them is a lie.
  if (isLocalhostName(host) || !isPublicUnicast(address)) {
    throw notPublic();
  }
  if (!isWebPort(port)) throw refusedPort(port);
};

const notPublic = (): Failure =>
  new Failure('refused-address', 'the host is not on the public internet');

const isLocalhostName = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost');

// An IP address in the URL never reaches a resolver, and so has to be checked as it stands.
const addressesOf = async (host: string, lookup: Lookup): Promise<string[]> => {
  if (isIP(host) !== 0) return [host];
  try {
    return (await lookup(host)).map(({ address }) => address);
  } catch (error) {
    // Many resolvers do not know `a.localhost`, which makes it no other machine than our own.
    throw isLocalhostName(host) ? notPublic() : asFailure(error, 'dns');
  }
};
