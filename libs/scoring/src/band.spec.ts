// Every rule of the bands, and which one wins.
import { describe, expect, it } from '@jest/globals';
import { bandOf } from './band.js';
import type { BandFacts } from './band.js';
import type { Band } from './judgement.js';
import { defaultPolicy } from './policy.js';
import type { Policy } from './policy.js';

const facts: BandFacts = {
  score: 3,
  proof: 'visible',
  blockedBy: null,
  trusted: false,
  known: true,
  agreeing: { groups: 0, needed: 2 },
};
const generous: Policy = { approveBelow: 5, spamFrom: 98, unproven: 'pending' };
const two = { groups: 2, needed: 2 };

const table: readonly [string, Partial<BandFacts>, Policy, Band][] = [
  ['approves a known source below the limit', {}, generous, 'approve'],
  ['approves a trusted source that is new', { known: false, trusted: true }, generous, 'approve'],
  ['approves no source in its first days', { isYoung: true }, generous, 'pending'],
  [
    'approves a trusted source in its first days',
    { isYoung: true, trusted: true },
    generous,
    'approve',
  ],
  ['approves nothing by default', {}, defaultPolicy, 'pending'],
  ['approves no unknown source', { known: false }, generous, 'pending'],
  ['approves nothing at the limit', { score: 5 }, generous, 'pending'],
  ['approves no hidden link', { proof: 'hidden' }, generous, 'pending'],
  ['approves nothing unchecked', { proof: 'waiting' }, generous, 'pending'],
  ['approves no missing link', { proof: 'missing', trusted: true }, generous, 'pending'],
  ['calls a missing link spam by default', { proof: 'missing' }, defaultPolicy, 'spam'],
  [
    'calls nothing unchecked spam for lack of proof',
    { proof: 'waiting' },
    defaultPolicy,
    'pending',
  ],
  ['calls spam at the limit when two agree', { score: 98, agreeing: two }, generous, 'spam'],
  ['holds one kind of evidence', { score: 99.9 }, generous, 'pending'],
  ['holds below the limit', { score: 97.9, agreeing: two }, generous, 'pending'],
  [
    'is careful on a new site',
    { score: 99.4, agreeing: two },
    { ...generous, decisions: 49 },
    'pending',
  ],
  [
    'is sure even on a new site',
    { score: 99.5, agreeing: two },
    { ...generous, decisions: 49 },
    'spam',
  ],
  ['approves nothing on a new site', {}, { ...generous, decisions: 49 }, 'pending'],
  ['approves on a site that is not new', {}, { ...generous, decisions: 50 }, 'approve'],
  [
    'takes a site for new as long as its owner does',
    {},
    { ...generous, decisions: 79, newSiteDecisions: 80 },
    'pending',
  ],
  [
    'is not careful where the owner wants no caution',
    { score: 98, agreeing: two },
    { ...generous, decisions: 0, newSiteDecisions: 0 },
    'spam',
  ],
  [
    'calls a missing link spam on a new site too',
    { proof: 'missing' },
    { ...defaultPolicy, decisions: 0 },
    'spam',
  ],
  ['holds a copy that it would approve', { copyOf: 'A copy of 3 others' }, generous, 'pending'],
  [
    'calls a copy spam for other reasons',
    { copyOf: 'A copy of 3 others', score: 99, agreeing: two },
    generous,
    'spam',
  ],
  ['obeys the block list first', { blockedBy: '"x"', trusted: true }, generous, 'spam'],
];

describe('bandOf', () => {
  it.each(table)('%s', (_name, change, policy, band) => {
    const decision = bandOf({ ...facts, ...change }, policy);
    expect(decision.band).toBe(band);
    expect(decision.because).toMatch(/^[A-Z].{20,}$/);
  });

  it('does not say of a source that nobody asked that it has no link', () => {
    const change = { proof: 'missing', notAsked: 'a.example was called spam 3 times.' } as const;
    expect(bandOf({ ...facts, ...change }, defaultPolicy)).toEqual({
      band: 'spam',
      because:
        "Not fetched: a.example was called spam 3 times, and this site's policy calls what is not proven spam",
    });
    expect(bandOf({ ...facts, ...change }, generous).because).toContain('Not fetched: a.example');
  });

  it.each([{ score: 99.4, agreeing: two }, { score: 3 }])(
    'says how far a new site has come at score $score',
    (change) => {
      const policy = { ...generous, decisions: 12, newSiteDecisions: 50 };
      expect(bandOf({ ...facts, ...change }, policy).because).toContain('12 of 50 decisions');
    },
  );
});
