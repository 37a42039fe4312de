// What a check changes, as the whole table.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { PublishedContent } from '../database/entities/decision.entity.js';
import { contentKey } from '../pings/public-content.js';
import { nextStep, type Finding, type Standing } from './next-step.js';

type Row = {
  name: string;
  standing: Partial<Standing>;
  finding: Partial<Finding>;
  step: string;
};

const rows = JSON.parse(
  readFileSync(new URL('../../test/fixtures/next-step.json', import.meta.url), 'utf8'),
) as Row[];

const content = (title: string, evidenceId: string | null = 'e'): PublishedContent => ({
  title,
  excerpt: '',
  siteName: null,
  author: { name: null, url: null, photo: null },
  type: 'mention',
  rsvp: null,
  publishedAt: null,
  evidenceId,
});

/** In the table a version is named by its title; `unseen` is one approved before its check. */
function versionsOf<T extends object>(part: T): T {
  return JSON.parse(JSON.stringify(part), (key, value: unknown) => {
    if ((key !== 'published' && key !== 'content') || typeof value !== 'string') return value;
    return value === 'unseen' ? content('address', null) : content(value);
  }) as T;
}

describe('the step after a check', () => {
  it.each(rows)('$name', ({ standing, finding, step }) => {
    const given: Standing = {
      status: 'pending',
      decidedKind: null,
      published: null,
      change: null,
      declinedContent: null,
      wasChecked: true,
      wasProven: true,
      beforeRemoval: null,
      isKnownToCloak: false,
      ...versionsOf(standing),
    };
    const found: Finding = {
      state: 'linked',
      isCheckedSoon: false,
      isGivenUp: false,
      isCloaked: false,
      content: content('one'),
      difference: 0,
      policy: { status: 'pending', because: 'by policy' },
      ...versionsOf(finding),
    };
    const next = nextStep(given, found);
    expect(next.do === 'become' ? `become ${next.status}` : next.do).toBe(step);
  });

  it('keeps a version that was declined once out', () => {
    const standing: Standing = {
      status: 'approved',
      decidedKind: 'person',
      published: content('one'),
      change: null,
      declinedContent: null,
      wasChecked: true,
      wasProven: true,
      beforeRemoval: null,
      isKnownToCloak: false,
    };
    const finding: Finding = {
      state: 'linked',
      isCheckedSoon: false,
      isGivenUp: false,
      isCloaked: false,
      content: content('two'),
      difference: 1,
      policy: { status: 'pending', because: '' },
    };
    expect(nextStep(standing, finding).do).toBe('hold');
    const declinedContent = contentKey(content('two'));
    expect(nextStep({ ...standing, declinedContent }, finding).do).toBe('keep');
  });
});
