// The columns under whose values decisions about a source are remembered. Pure.
import type { Reputation, SourceKey, SourceScope } from '@trackwarden/scoring';
import type { PingEntity } from '../database/entities/ping.entity.js';

/** Where the key of each scope stands; each has an index of what people decided. */
export const keyColumn = {
  domain: 'domain',
  host: 'source_host',
  path: 'source_path',
  author: 'source_author',
  network: 'sender_network',
} as const satisfies Record<SourceScope, string>;

/** Where whoever answers for a source stands, see `ownerKey`. */
export const ownerColumn = ({ scope }: SourceKey): 'domain' | 'source_owner' =>
  scope === 'domain' ? 'domain' : 'source_owner';

/** The names under which a decision about the ping will be remembered; its domain it has from the start. */
export function sourceColumns({ sources = [] }: Reputation): Partial<PingEntity> {
  const of = (wanted: SourceScope) => sources.find(({ scope }) => scope === wanted)?.key ?? null;
  return {
    sourceHost: of('host'),
    sourcePath: of('path'),
    sourceAuthor: of('author'),
    sourceOwner: of('domain') === null ? (of('path') ?? of('author')) : null,
    senderNetwork: of('network'),
  };
}
