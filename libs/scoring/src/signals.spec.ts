// Each signal against its table of cases for and against.
import { describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { fixture, ping } from '../test/evidence.js';
import type { Change } from '../test/evidence.js';
import type { Evidence } from './evidence.js';
import { defaultModel } from './model.js';
import { read } from './reading.js';
import { signals } from './signals.js';

type Case = {
  readonly name: string;
  readonly when: Change<Evidence>;
  readonly expect: { readonly strength: number; readonly says: string } | null;
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
    const finding = find(read(ping(when)));
    if (expected === null) {
      expect(finding).toBeNull();
      return;
    }
    expect(finding?.strength).toBeCloseTo(expected.strength, 3);
    expect(finding?.because).toContain(expected.says);
  });
});
