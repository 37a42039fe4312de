// The name under which the politeness of a host is counted. Pure.
import { countedHost } from '../../counted-host.js';

/**
 * The domain that one owner registered, or the blog on a shared platform: other subdomains are no
 * other host, since anybody can make up any number of them. A port counts where it is an odd one,
 * as in a network of one's own.
 */
export function hostKey(url: string): string {
  const { hostname, port } = new URL(url);
  const name = countedHost(hostname);
  return port === '' || port === '80' || port === '443' ? name : `${name}:${port}`;
}
