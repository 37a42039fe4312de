// Reports of what a site has learnt, for tests to start from.
import type { LearningReport, LearntToken, ModelVersion } from '@trackwarden/contracts';
import { idOf } from './fixtures.js';

/** A kept version that knows ten decisions more than the one before it. */
export const versionOf = (number: number, change: Partial<ModelVersion> = {}): ModelVersion => ({
  ...{ number, state: 'kept', madeBy: 'decisions', canGoLive: true, learnt: 10, takenBack: 0 },
  because: '88.6 % sure of what people decided, before 87.8 %',
  decisions: 382 + number * 10,
  logLoss: { before: 0.13, after: 0.121, cases: 200 },
  calibration: { protocols: ['trackback'], steps: false },
  madeAt: '2026-11-23T09:00:00.000Z',
  ...change,
});

const tokenOf = (
  token: string,
  points: number,
  change: Partial<LearntToken> = {},
): LearntToken => ({
  ...{ token, points, field: 'name', pings: 3 },
  ...change,
});

const tenths = Array.from({ length: 10 }, (_, at) => ({ from: at / 10, to: (at + 1) / 10 }));
const emptyBins = tenths.map((range) => ({
  ...range,
  ...{ count: 0, mean: null, share: null, interval: null },
}));

export const newSite: LearningReport = {
  ...{ decisions: 0, spam: 0, ham: 0, imported: 0, live: null, waiting: 0, refused: null },
  imports: [],
  calibration: { bins: emptyBins, count: 0, error: null },
  bands: [],
  lately: { pings: 0, spam: [], ham: [] },
  days: [],
};

/** A site with version 8 in use, one imported history, and scores that are nearly right. */
export const reportOf = (change: Partial<LearningReport> = {}): LearningReport => ({
  ...newSite,
  ...{ decisions: 462, spam: 301, ham: 111, imported: 50 },
  live: versionOf(8, { state: 'live', canGoLive: false }),
  imports: [
    {
      ...{ id: idOf(900), name: 'Old comments', state: 'learnt', because: null },
      ...{ spam: 40, ham: 10, done: 150, total: 150, createdAt: '2026-11-20T08:00:00.000Z' },
    },
  ],
  calibration: {
    ...{ count: 290, error: 0.0123 },
    bins: emptyBins.map((bin, at) => {
      if (at === 0)
        return {
          ...bin,
          count: 142,
          mean: 0.02,
          share: 0.014,
          interval: { low: 0.004, high: 0.05 },
        };
      return at === 9
        ? { ...bin, count: 148, mean: 0.98, share: 0.993, interval: { low: 0.963, high: 0.999 } }
        : bin;
    }),
  },
  lately: {
    pings: 50,
    spam: Array.from({ length: 10 }, (_, at) => tokenOf(`casino ${at}`, 2 - at / 10)),
    ham: [tokenOf('hedgerow', -0.5, { field: 'text', pings: 1 })],
  },
  days: [
    { day: '2026-11-21', spam: 3, ham: 0 },
    { day: '2026-11-24', spam: 5, ham: 2 },
  ],
  ...change,
});
