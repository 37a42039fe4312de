// Messages become sentences without being said twice.
import { describe, expect, it } from '@jest/globals';
import { sentence } from './sentence.js';

describe('sentence', () => {
  it.each([
    ['must not be empty', 'Must not be empty.'],
    ['Enter a name.', 'Enter a name.'],
    ['  at least one origin ', 'At least one origin.'],
    ['', ''],
  ])('reads %j as %j', (message, shown) => {
    expect(sentence(message)).toBe(shown);
  });
});
