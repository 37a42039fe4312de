// The scopes at which the source of a ping can be listed, from narrow to wide.
import type { ListScope, Ping } from '@trackwarden/contracts';

export type SourceScope = Extract<ListScope, 'url' | 'path' | 'host' | 'domain'>;

export const sourceScopes: readonly SourceScope[] = ['url', 'path', 'host', 'domain'];

/** The value of each scope; a path is that of the first segment. Null where there is none. */
export function scopeValue({ source, domain }: Ping, scope: SourceScope): string | null {
  const url = parsed(source);
  if (url === null) return null;
  const [first] = url.pathname.split('/').filter(Boolean);
  switch (scope) {
    case 'url':
      return url.href;
    case 'path':
      return first === undefined ? null : `${url.hostname}/${first}`;
    case 'host':
      return url.hostname;
    case 'domain':
      return domain;
  }
}

function parsed(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}
