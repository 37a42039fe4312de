// The search line: plain words, and tokens such as `status:spam domain:casino.example protocol:webmention`.
import { pingStatusSchema, protocolSchema, type Protocol } from '@trackwarden/contracts';
import type { PingListFilter } from '../../api/pings.js';

export type SearchFilter = Pick<PingListFilter, 'status' | 'protocol' | 'domain' | 'q'>;

/** Reads a search line; a token with an unknown value is searched for as words. */
export function parseSearchLine(line: string): SearchFilter {
  const filter: SearchFilter = {};
  const words: string[] = [];
  for (const word of line.split(/\s+/).filter(Boolean)) {
    if (!applyToken(filter, word)) words.push(word);
  }
  if (words.length > 0) filter.q = words.join(' ').slice(0, 200);
  return filter;
}

/** The line with this protocol as its only one; null takes the filter out. */
export function withProtocol(line: string, protocol: Protocol | null): string {
  const rest = line
    .split(/\s+/)
    .filter((word) => word !== '' && parseSearchLine(word).protocol === undefined);
  return (protocol === null ? rest : [...rest, `protocol:${protocol}`]).join(' ');
}

function applyToken(filter: SearchFilter, word: string): boolean {
  const [, name, value = ''] = /^(status|protocol|domain):(.+)$/i.exec(word) ?? [];
  const text = value.toLowerCase();
  if (name === undefined) return false;
  if (name.toLowerCase() === 'domain') {
    filter.domain = text.slice(0, 253);
    return true;
  }
  if (name.toLowerCase() === 'status') {
    const status = pingStatusSchema.safeParse(text);
    if (status.success) filter.status = status.data;
    return status.success;
  }
  const protocol = protocolSchema.safeParse(text);
  if (protocol.success) filter.protocol = protocol.data;
  return protocol.success;
}
