// `npm run fuzz -- [--minutes 5 | --runs 100000] [--seed 1] [--server]`: the fuzzing of the test suite, for longer.
// The seed is printed first; a failing input is printed as a row for libs/protocol/fixtures/fuzz-seeds.json.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    runs: { type: 'string' },
    seed: { type: 'string' },
    server: { type: 'boolean', default: false },
  },
});
const seed = values.seed ?? String(Math.floor(Math.random() * 2 ** 31));
const minutes = values.minutes ?? (values.runs ? undefined : '5');
for (const [name, value] of Object.entries({ minutes, runs: values.runs, seed })) {
  if (value === undefined || Number(value) > 0) continue;
  console.error(`--${name} must be a number above 0`);
  process.exit(2);
}

console.log(
  `Fuzzing with seed ${seed}: ${minutes ? `${minutes} minutes` : `${values.runs} runs each`}.`,
);
const project = values.server ? 'server' : 'protocol';
const { status } = spawnSync(
  process.execPath,
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
    '--selectProjects',
    project,
    '--testPathPatterns',
    'fuzz\\.spec',
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      FUZZ_SEED: seed,
      ...(minutes ? { FUZZ_MINUTES: minutes } : {}),
      ...(values.runs ? { FUZZ_RUNS: values.runs } : {}),
    },
  },
);
process.exit(status ?? 1);
