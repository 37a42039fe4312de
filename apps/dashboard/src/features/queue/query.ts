// The search line: plain words, and tokens such as `status:spam domain:casino.example protocol:webmention`.
import {
  pingSortSchema,
  pingStatusSchema,
  protocolSchema,
  type PingSort,
  type Protocol,
} from '@trackwarden/contracts';
import type { PingListFilter } from '../../api/pings.js';

export type SearchFilter = Pick<PingListFilter, 'status' | 'protocol' | 'domain' | 'q' | 'sort'>;

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
  const rest = without('protocol', line);
  return (protocol === null ? rest : [...rest, `protocol:${protocol}`]).join(' ');
}

/** The line with this order as its only one; null leaves the order to the view. */
export function withSort(line: string, sort: PingSort | null): string {
  const rest = without('sort', line);
  return (sort === null ? rest : [...rest, `sort:${sort}`]).join(' ');
}

/** Whether the line leaves any ping out; an order alone does not. */
export const isNarrowing = (line: string): boolean => without('sort', line).length > 0;

const without = (name: keyof SearchFilter, line: string): string[] =>
  line.split(/\s+/).filter((word) => word !== '' && parseSearchLine(word)[name] === undefined);

function applyToken(filter: SearchFilter, word: string): boolean {
  const [, name, value = ''] = /^(status|protocol|domain|sort):(.+)$/i.exec(word) ?? [];
  const text = value.toLowerCase();
  if (name === undefined) return false;
  if (name.toLowerCase() === 'domain') {
    filter.domain = text.slice(0, 253);
    return true;
  }
  if (name.toLowerCase() === 'sort') {
    const sort = pingSortSchema.safeParse(value);
    if (sort.success) filter.sort = sort.data;
    return sort.success;
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
