// What is kept of rules' conditions: the sites used last, within a bound of values.
import { describe, expect, it } from '@jest/globals';
import { readConditions, ReadConditions } from './read-conditions.js';

/** One rule with so many words, looked for in these fields. */
const conditions = (words: number, ...fields: string[]) => {
  const value = () => Array.from({ length: words }, (_, at) => `word${at}`);
  const items = ['title', ...fields].map((field) => ({ field, operator: 'word', value: value() }));
  return new Map([['rule 1', readConditions({ match: 'any', items })]]);
};

describe('read conditions', () => {
  it('are those that were read last of the site', () => {
    const read = new ReadConditions();
    expect(read.of('a').size).toBe(0);
    read.keep('a', conditions(1));
    const next = conditions(2);
    read.keep('a', next);
    expect(read.of('a')).toBe(next);
  });

  it('make room for others, of the site that was asked least lately first', () => {
    const read = new ReadConditions(100);
    read.keep('a', conditions(40));
    read.keep('b', conditions(40));
    read.of('a');
    read.keep('c', conditions(40));
    expect(['a', 'b', 'c'].map((site) => read.of(site).size)).toEqual([1, 0, 1]);
    // the room of what was replaced is free again
    for (let times = 0; times < 10; times += 1) read.keep('a', conditions(40));
    expect(['a', 'c'].map((site) => read.of(site).size)).toEqual([1, 1]);
  });

  it('take the room of a list once, in however many fields it is looked for', () => {
    const read = new ReadConditions(100);
    const wide = conditions(80, 'excerpt', 'blog-name', 'author-name');
    read.keep('a', wide);
    expect(read.of('a')).toBe(wide);
  });

  it('that would take all the room are not kept', () => {
    const read = new ReadConditions(100);
    read.keep('a', conditions(40));
    read.keep('b', conditions(200));
    expect(['a', 'b'].map((site) => read.of(site).size)).toEqual([1, 0]);
  });
});
