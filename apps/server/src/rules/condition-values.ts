// Values of conditions that could never match, with a sentence on what is expected instead. Pure.
import { protocolSchema, type RuleCondition, type RuleField } from '@trackwarden/contracts';
import { hostName, networkOf, placeOf } from './addresses.js';
import { hasWords } from './words.js';

/** What is wrong with one value of a condition; null when it can match. */
export function faultOfValue(
  { field, operator }: Pick<RuleCondition, 'field' | 'operator'>,
  value: string,
): string | null {
  switch (operator) {
    case 'word':
    case 'phrase':
    case 'contains-none':
    case 'count-at-least':
    case 'similar':
      return hasWords(value) ? null : 'must hold a letter or a digit: only words are compared';
    case 'equals':
      return faultOfEqual(field, value);
    case 'below-domain':
      return hostName(value) === null ? NO_DOMAIN : null;
    case 'path-prefix':
      return faultOfPath(field, value);
    case 'cidr':
      return networkOf(value) === null ? NO_NETWORK : null;
    case 'at-least':
    case 'below':
      return faultOfFigure(field, operator, Number(value));
    // the schema has looked at the name, and the engine looks at the expression
    case 'same-as':
    case 'matches':
      return null;
  }
}

const NO_DOMAIN = 'must be a domain such as casino.example, without a scheme or a path';
const NO_NETWORK = 'must be an IP address or a network such as 203.0.113.0/24 or 2001:db8::/32';
const protocols: readonly string[] = protocolSchema.options;

function faultOfEqual(field: RuleField, value: string): string | null {
  if (field === 'protocol')
    return protocols.includes(value) ? null : `must be one of ${protocols.join(', ')}`;
  if (field === 'sender-address') return networkOf(value) === null ? NO_NETWORK : null;
  if (field === 'source-host' || field === 'source-domain')
    return hostName(value) === null ? NO_DOMAIN : null;
  if (field === 'language')
    return /^[a-z]{2,8}(-[a-z0-9]{1,8})*$/i.test(value)
      ? null
      : 'must be the tag of a language such as en or pt-BR';
  return null;
}

function faultOfPath(field: RuleField, value: string): string | null {
  if (field === 'target-path')
    return value.startsWith('/') && placeOf(value) !== null
      ? null
      : 'must be the path of a page of the site, such as /2026/';
  const place = placeOf(value);
  const isPlace = place !== null && (place.host === '' || hostName(place.host) !== null);
  return isPlace ? null : 'must be a path such as /blog, or a host with a path: example.com/alice';
}

function faultOfFigure(field: RuleField, operator: 'at-least' | 'below', figure: number) {
  if (operator === 'below' && figure <= 0) return 'must be above 0: nothing is below it';
  if (field === 'score' && (figure < 0 || figure > 100)) return 'must be a score from 0 to 100';
  return null;
}
