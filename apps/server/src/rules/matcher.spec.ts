// What conditions of rules match: by tables, by boundaries, with three answers.
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import type { RuleCondition, RuleGroup } from '@trackwarden/contracts';
import { SLOW_PATTERN } from '../../test/rules.js';
import type { Match, RuleFacts } from './matcher.js';
import { faultOfValue } from './condition-values.js';
import { ofWork } from './pattern-budget.js';
import { PATTERN_TEXT_CAP, Patterns, type PatternSet } from './patterns.service.js';
import { tryRules } from './try-rules.js';

type Row = RuleCondition & { what: string; facts: RuleFacts; match: Match };

const rows = JSON.parse(
  readFileSync(new URL('../../test/fixtures/rule-matches.json', import.meta.url), 'utf8'),
) as Row[];

const patterns = new Patterns();
afterAll(() => patterns.onApplicationShutdown());

const ask = (sets: PatternSet[]) =>
  patterns.try(sets, { lane: 'live', who: 'a site', budget: ofWork(60_000) });
const answer = async (conditions: RuleGroup, facts: RuleFacts) =>
  (await tryRules([{ rule: null, conditions }], facts, ask))[0];

describe('a condition', () => {
  it.each(rows)('sees $what', async ({ what: _, facts, match, ...condition }) => {
    const attempt = await answer({ match: 'all', items: [condition] }, facts);
    expect(attempt?.match).toBe(match);
  });
});

describe('a value that matches', () => {
  const matching = rows.filter(({ match }) => match === 'yes');
  it.each(matching)('is let in: $what', ({ value, ...condition }) => {
    expect(value.map((one) => faultOfValue(condition, one))).toEqual(value.map(() => null));
  });
});

describe('a group', () => {
  const word = (value: string): RuleCondition => ({
    field: 'title',
    operator: 'word',
    value: [value],
  });
  const broken: RuleCondition = { field: 'title', operator: 'matches', value: ['('] };
  const facts = { title: 'moss and stone' };

  it.each<[string, RuleGroup, Match]>([
    ['all, and all hold', { match: 'all', items: [word('moss'), word('stone')] }, 'yes'],
    ['all, and one does not', { match: 'all', items: [word('moss'), word('fern')] }, 'no'],
    ['any, and one holds', { match: 'any', items: [word('fern'), word('stone')] }, 'yes'],
    ['any, and none holds', { match: 'any', items: [word('fern'), word('bark')] }, 'no'],
    [
      'a group in a group',
      {
        match: 'all',
        items: [word('moss'), { match: 'any', items: [word('fern'), word('stone')] }],
      },
      'yes',
    ],
    ['all, one broken, settled by another', { match: 'all', items: [broken, word('fern')] }, 'no'],
    ['any, one broken, settled by another', { match: 'any', items: [broken, word('moss')] }, 'yes'],
    ['all, one broken that decides', { match: 'all', items: [broken, word('moss')] }, 'fault'],
  ])('asks for %s', async (_, group, match) => {
    expect((await answer(group, facts))?.match).toBe(match);
  });
});

describe('a regular expression', () => {
  const outcome = async (pattern: string, text: string) =>
    (await ask([{ rule: null, trials: [{ pattern, text }] }]))[0];

  it.each(['(a+)+$', '(a|aa)+$', '(.*a){20}', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    'that makes others run for ever, %s, gets its answer',
    async (pattern) => {
      expect(await outcome(pattern, `${'a'.repeat(4_000)}!`)).toEqual([
        { found: expect.any(Boolean) as unknown },
      ]);
    },
  );

  it('that is too large to be tried in time fails, and the next one works', async () => {
    const text = 'ab'.repeat(2_048);
    const [slow, quick] = await ask([
      { rule: null, trials: [{ pattern: SLOW_PATTERN, text }] },
      { rule: null, trials: [{ pattern: 'b$', text }] },
    ]);
    expect([slow, quick]).toEqual(['late', [{ found: true }]]);
  });

  it('sees the beginning of a long text only', async () => {
    const text = `${'x'.repeat(PATTERN_TEXT_CAP)}end`;
    expect(await outcome('end', text)).toEqual([{ found: false }]);
    expect(await outcome('end', text.slice(3))).toEqual([{ found: true }]);
  });
});
