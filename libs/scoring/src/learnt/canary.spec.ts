// Which versions may take over, by what they say of pings that people have decided.
import { describe, expect, it } from '@jest/globals';
import { checkCanary } from './canary.js';

const cases = (count: number, isSpam: boolean, inUse: number, candidate: number) =>
  Array.from({ length: count }, () => ({ isSpam, inUse, candidate }));

const steadySpam = cases(15, true, 0.97, 0.97);
const steadyHam = cases(15, false, 0.03, 0.03);

describe('a new version', () => {
  it.each([
    [
      'moves what was learnt by heart a little',
      [...cases(30, false, 0.001, 0.2), ...steadySpam],
      true,
    ],
    ['moves it much', [...cases(30, false, 0.001, 0.5), ...steadySpam], false],
    [
      'is as good on many spams and worse on the few honest pings',
      [...cases(10, false, 0.05, 0.6), ...cases(190, true, 0.97, 0.97)],
      false,
    ],
    ['judges worse what was in doubt', [...cases(30, true, 0.6, 0.3), ...steadyHam], false],
    ['is the first to know the other side', cases(30, false, 0.001, 0.5), true],
    ['is compared on too few decisions', cases(19, false, 0.001, 0.9), true],
    [
      'calls some honest pings surely spam',
      [...cases(100, false, 0.3, 0.02), ...cases(2, false, 0.3, 0.99)],
      false,
    ],
  ])('that %s goes live or not', (_, compared, mayGoLive) => {
    expect(checkCanary(compared).mayGoLive).toBe(mayGoLive);
  });

  it('tells by how sure both are of what was right', () => {
    const better = [...cases(15, true, 0.8, 0.9), ...cases(15, false, 0.2, 0.1)];
    expect(checkCanary(better).because).toBe('90.0 % sure of what people decided, before 80.0 %');
    const worse = [...cases(15, true, 0.9, 0.4), ...cases(15, false, 0.1, 0.6)];
    expect(checkCanary(worse).because).toBe(
      'It would judge worse: 40.0 % sure of what people decided, instead of 90.0 %',
    );
  });

  it('that replaces all is compared on one side too', () => {
    const compared = cases(30, false, 0.001, 0.5);
    expect(checkCanary(compared, { isReplacement: true }).mayGoLive).toBe(false);
  });
});
