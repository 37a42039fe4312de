// Each signal against its table of cases for and against.
import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { fixture, ping } from '../test/evidence.js';
import type { Change } from '../test/evidence.js';
import type { Evidence } from './evidence.js';
import { featuresOf, learntFields } from './learnt/features.js';
import { hashSpace } from './learnt/hash.js';
import { emptySiteModel } from './learnt/site-model.js';
import { defaultModel } from './model.js';
import type { Model } from './model.js';
import { read } from './reading.js';
import { signals } from './signals.js';

type Case = {
  readonly name: string;
  readonly when: Change<Evidence>;
  readonly expect: { readonly strength: number; readonly says: string } | null;
};

// A prior and a site that know one word each, so that the learnt signals can be told apart; how a ping is
// built has no words, there the prior knows a smiley.
const knowing = (name: string): Float64Array => {
  const claimed = { blogName: name, title: null, excerpt: name === 'kettle' ? `${name} :)` : name };
  const features = featuresOf(read(ping({ claimed, source: `https://${name}.test/` })));
  const slots = new Float64Array(hashSpace);
  for (const field of learntFields) {
    for (const [at, slot] of features[field].slots.entries()) {
      const label = features[field].labels[at] ?? name;
      if (label.includes(name) || label === 'a smiley') slots[slot] = 1;
    }
  }
  return slots;
};
const taught: Model = {
  ...defaultModel,
  prior: {
    version: 'test',
    intercept: 0,
    weights: {},
    slots: Float32Array.from(knowing('kettle')),
  },
  site: {
    ...emptySiteModel(),
    weights: knowing('teapot').map((weight) => weight * 2 ** 24),
    decisions: 1,
  },
};

const ids = signals.map(({ id }) => id);
const inFolder = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, import.meta.url)).map((file) => file.replace(/\.[a-z]+$/, ''));

describe('the list of signals', () => {
  it('holds every signal once', () => {
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...inFolder('signals/')].sort());
  });

  it('has a table of cases for every signal', () => {
    expect([...inFolder('../fixtures/signals/')].sort()).toEqual([...ids].sort());
  });

  it('has a weight for every signal, and no other, in the default model', () => {
    expect(Object.keys(defaultModel.weights).sort()).toEqual([...ids].sort());
  });
});

describe.each(signals)('$id', ({ id, find }) => {
  const cases = fixture<readonly Case[]>(`signals/${id}.json`);

  it('has cases for and against', () => {
    expect(cases.some((one) => one.expect !== null)).toBe(true);
    expect(cases.some((one) => one.expect === null)).toBe(true);
  });

  it.each(cases)('$name', ({ when, expect: expected }) => {
    const finding = find(read(ping(when)), taught);
    if (expected === null) {
      expect(finding).toBeNull();
      return;
    }
    expect(finding?.strength).toBeCloseTo(expected.strength, 3);
    expect(finding?.because).toContain(expected.says);
  });
});
