// Values that no condition takes: by a table, and over HTTP with the place of each.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Problem, RuleField, RuleOperator, Site } from '@trackwarden/contracts';
import { createSite } from '../../test/pinging.js';
import { wordRule } from '../../test/rules.js';
import { startTestServer, type TestServer } from '../../test/started-server.js';
import { faultOfValue } from './condition-values.js';

type Row = { field: RuleField; operator: RuleOperator; value: string; says: string | null };

const rows = JSON.parse(
  readFileSync(new URL('../../test/fixtures/rule-values.json', import.meta.url), 'utf8'),
) as Row[];

describe('a value of a condition', () => {
  it.each(rows)('$field $operator “$value”: $says', ({ field, operator, value, says }) => {
    const fault = faultOfValue({ field, operator }, value);
    expect(fault).toEqual(says === null ? null : expect.stringContaining(says));
  });
});

describe('conditions over HTTP', () => {
  let server: TestServer;
  let site: Site;
  beforeAll(async () => {
    server = await startTestServer();
    site = await createSite(server);
  });
  afterAll(() => server.stop());

  const word = (value: unknown) => ({ field: 'title', operator: 'word', value });
  const group = (...items: object[]) => ({ match: 'all', items });
  const errorsOf = async (conditions: object, path = '') => {
    const { status, body } = await server.api.post<Problem>(`/sites/${site.id}/rules${path}`, {
      ...(path === '' ? wordRule('x') : {}),
      conditions,
    });
    return [status, body.errors];
  };
  const refused = (pointer: string, message: string) => [400, [{ pointer, message }]];
  const NO_WORD = 'must hold a letter or a digit: only words are compared';

  it.each(['', '/dry-run'])('are refused by the place of the value, at /rules%s', async (path) => {
    expect(await errorsOf(group(word('a'), group(word('!!!'))), path)).toEqual(
      refused('/conditions/items/1/items/0/value', NO_WORD),
    );
    expect(await errorsOf(group(word(['a', '!!!'])), path)).toEqual(
      refused('/conditions/items/0/value/1', `“!!!” ${NO_WORD}`),
    );
  });

  it('are refused in a change and in a file', async () => {
    const { body: rule } = await server.api.post<{ id: string }>(
      `/sites/${site.id}/rules`,
      wordRule('x'),
    );
    const conditions = group(word('!!!'));
    const change = await server.api.patch<Problem>(`/rules/${rule.id}`, { conditions });
    expect(change.body.errors?.[0]?.pointer).toBe('/conditions/items/0/value');
    const rules = [wordRule('x'), { ...wordRule('x'), conditions }];
    const file = await server.api.post<Problem>(`/sites/${site.id}/rules/import`, {
      ...{ name: 'Wrong', format: 'json' },
      content: { format: 'trackwarden-rules', version: 1, rules },
    });
    expect(file.body.errors?.[0]?.pointer).toBe('/content/rules/1/conditions/items/0/value');
  });

  it.each<[string, object, string, string]>([
    [
      'more than 5,000 values',
      group(word(Array.from({ length: 5_001 }, (_, at) => `w${at}`))),
      ...(['/conditions/items/0/value', 'at most 5000 values'] as const),
    ],
    [
      'three levels',
      group(group(group(word('a')))),
      '/conditions/items/0',
      'a group in a group holds conditions only: two levels at most',
    ],
    [
      'a value of another kind',
      group(word({ a: 1 })),
      '/conditions/items/0/value',
      'must be a text, a list of texts or a number',
    ],
    [
      'a value that is too long',
      group(word(['a', 'b'.repeat(1_001)])),
      '/conditions/items/0/value/1',
      'at most 1000 characters',
    ],
    [
      'too many conditions in a group',
      group(group(...Array.from({ length: 21 }, () => word('a')))),
      '/conditions/items/0/items',
      'at most 20 conditions',
    ],
    [
      'an empty group',
      group({ match: 'any', items: [] }),
      '/conditions/items/0/items',
      'at least one condition',
    ],
  ])('of %s are refused with the limit', async (_, conditions, pointer, message) => {
    expect(await errorsOf(conditions)).toEqual(refused(pointer, message));
  });
});
