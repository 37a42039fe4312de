// What is worked out once for many pings is never taken for another entry's, text's or model's.
import { describe, expect, it } from '@jest/globals';
import { ping } from '../test/evidence.js';
import { defaultModel } from './model.js';
import type { Model } from './model.js';
import { defaultPolicy } from './policy.js';
import { read } from './reading.js';
import { score } from './score.js';

const opening = 'The kettle boils on the old stove while the rain goes on. '.repeat(3);
const entry = (rest: string) => ping({ target: { title: 'Notes', text: opening + rest } });

describe('two entries that begin alike', () => {
  const teas = entry('Oolong and darjeeling.');
  const boats = entry('Schooners and ketches.');

  it('keep their own words, whichever came before', () => {
    const topics = [teas, boats, teas].map((one) => [...read(one).hereTopic()]);
    expect(topics[0]).toContain('oolong');
    expect(topics[1]).toContain('schoon');
    expect(topics[1]).not.toContain('oolong');
    expect(topics[2]).toEqual(topics[0]);
  });

  it('share what is worked out while they are the same', () => {
    expect(read(teas).hereTopic()).toBe(read(entry('Oolong and darjeeling.')).hereTopic());
  });
});

describe('two models over the same signals', () => {
  const pointsBy = (model: Model): number | undefined =>
    score(ping({}), model, defaultPolicy).signals.find(({ signal }) => signal === 'link-found')
      ?.points;
  const heavier: Model = {
    ...defaultModel,
    weights: { ...defaultModel.weights, 'link-found': -2 },
  };
  const ofPrior: Model = {
    ...defaultModel,
    prior: {
      version: 'test',
      intercept: 0,
      weights: { 'link-found': -3 },
      slots: new Float32Array(0),
    },
  };
  const { 'link-found': _, ...others } = defaultModel.weights;
  const silent: Model = { ...defaultModel, weights: others };

  it('each weigh by their own figures, whichever judged before', () => {
    const models = [defaultModel, ofPrior, heavier, silent, defaultModel];
    expect(models.map(pointsBy)).toEqual([-1.2, -3, -2, undefined, -1.2]);
  });
});
