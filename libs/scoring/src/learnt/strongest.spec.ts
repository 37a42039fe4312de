// The few features of a field that are named to a person.
import { describe, expect, it } from '@jest/globals';
import { strongest } from './features.js';

const labels = ['tea', 'cup', 'pot', 'leaf', '1999', 'tea + cup', 'mug', 'jar'];
const slots = labels.map((_, at) => at);
const field = { slots, labels, unit: 1 };
const weights = Float64Array.from([1, 3, -2, 2, 9, 8, 3, 0]);

describe('strongest', () => {
  it.each([
    ['the strongest of one side first, equal ones as they come', 1, 3, ['cup', 'mug', 'leaf']],
    ['those of the other side', -1, 3, ['pot']],
    ['no more than are asked for', 1, 1, ['cup']],
    ['as many as there are', 1, 8, ['cup', 'mug', 'leaf', 'tea']],
  ])('names %s', (_, side, most, named) => {
    expect(strongest(field, weights, side, most)).toEqual(named);
  });

  it('names nothing where letters are no words', () => {
    expect(strongest({ slots, labels: [], unit: 1 }, weights, 1)).toEqual([]);
  });
});
