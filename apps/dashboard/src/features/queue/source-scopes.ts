// The scopes at which the source of a ping can be listed, in the order of their keys.
import type { DecisionScope, Ping, PingDetail } from '@trackwarden/contracts';

export const sourceScopes: readonly DecisionScope[] = ['url', 'path', 'host', 'domain', 'author'];

type Known = PingDetail['sources'];

/** What a scope names: its value, `shared` where many people would be listed, null where there is none. */
export type ScopeValue = { value: string } | 'shared' | null;

/** `known`: the names under which the last check knows the source; none while that is not loaded. */
export function scopeValue(ping: Ping, scope: DecisionScope, known: Known = []): ScopeValue {
  const url = parsed(ping.source);
  if (url === null) return null;
  const keyOf = (wanted: Known[number]['scope']) =>
    known.find((source) => source.scope === wanted)?.key;
  const [first] = url.pathname.split('/').filter(Boolean);
  // on a host that many share, a person is known by a path or as an author, and by nothing wider
  const isShared =
    keyOf('domain') === undefined &&
    (keyOf('path') ?? keyOf('author')) !== undefined &&
    !/^[@~]/.test(first ?? '');
  switch (scope) {
    case 'url':
      return { value: url.href };
    case 'path':
      if (isShared) return named(keyOf('path'));
      return named(first === undefined ? undefined : `${url.hostname}/${first}`);
    case 'host':
      return isShared ? 'shared' : { value: url.hostname };
    case 'domain':
      return isShared ? 'shared' : { value: ping.domain };
    case 'author':
      return named(keyOf('author') && (ping.extracted.author.url ?? undefined));
  }
}

/** What each of several pings has at a scope, once each; null when one of them has nothing there. */
export function scopeValues(
  pings: readonly Ping[],
  scope: DecisionScope,
  known?: Known,
): { values: string[] } | 'shared' | null {
  const values = new Set<string>();
  for (const ping of pings) {
    const found = scopeValue(ping, scope, known);
    if (found === null || found === 'shared') return found;
    values.add(found.value);
  }
  return values.size === 0 ? null : { values: [...values] };
}

const named = (value: string | undefined): ScopeValue => (value ? { value } : null);

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
