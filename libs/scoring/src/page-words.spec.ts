// What the page of a Webmention or Pingback says counts like a claim, and is no burden on the honest.
import { describe, expect, it } from '@jest/globals';
import { fixture, ping } from '../test/evidence.js';
import type { Evidence, Extracted, Protocol } from './evidence.js';
import { defaultModel } from './model.js';
import { defaultPolicy } from './policy.js';
import { score } from './score.js';

type Said = { readonly name: string; readonly source: string; readonly extracted: Extracted };
const { target, honest, spam } = fixture<{
  readonly target: Evidence['target'];
  readonly honest: readonly Said[];
  readonly spam: readonly Said[];
}>('page-words.json');

const nothing = { title: null, excerpt: null, blogName: null };
const protocols: readonly Protocol[] = ['webmention', 'pingback'];

/** A first mention by a page that has neither author nor feed: nothing but its link speaks for it. */
const mention = (protocol: Protocol, { source, extracted }: Said): Evidence =>
  ping({
    ...{ protocol, source, target, extracted, claimed: nothing },
    page: {
      title: extracted.title,
      siteName: extracted.name,
      text: extracted.excerpt ?? '',
      textLength: (extracted.excerpt ?? '').length,
      ...{ hasAuthor: false, hasFeed: false },
    },
  });

const scoreOf = (evidence: Evidence): number => score(evidence, defaultModel, defaultPolicy).score;
const unread = (evidence: Evidence): Evidence => ({ ...evidence, extracted: null });
const meanOf = (all: readonly number[]): number =>
  all.reduce((sum, one) => sum + one, 0) / all.length;

describe.each(protocols)('the words of the page of a %s', (protocol) => {
  it.each(honest)('leave $name far from spam', (said) => {
    expect(scoreOf(mention(protocol, said))).toBeLessThan(10);
  });

  it('do not raise the mean of honest pages by more than a little', () => {
    const pings = honest.map((said) => mention(protocol, said));
    expect(meanOf(pings.map(scoreOf))).toBeLessThan(meanOf(pings.map(unread).map(scoreOf)) + 1);
  });

  it('say nothing against a page that has none', () => {
    const wordless = { title: null, excerpt: null, name: null };
    for (const said of honest) {
      const evidence = mention(protocol, { ...said, extracted: wordless });
      expect(scoreOf(evidence)).toBe(scoreOf(unread(evidence)));
    }
  });

  it('count only where the sender claims nothing', () => {
    const claimed = { title: 'Tea', excerpt: null, blogName: null };
    for (const said of spam) {
      const evidence = { ...mention(protocol, said), claimed };
      expect(scoreOf(evidence)).toBe(scoreOf(unread(evidence)));
    }
  });

  it.each(spam)('give $name away', (said) => {
    expect(scoreOf(unread(mention(protocol, said)))).toBeLessThan(50);
    expect(scoreOf(mention(protocol, said))).toBeGreaterThan(90);
  });
});
