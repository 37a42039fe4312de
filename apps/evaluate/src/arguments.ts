// What `evaluate` was asked for, checked before anything is read or scored.
import { closeSync, openSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { RowError } from './row.js';

export const usage = `npm run --silent evaluate -- --train train.jsonl --test test.jsonl --out scores.jsonl [--online] [--no-prior] [--report]

  --train     rows to learn first, in order; each needs a label
  --test      rows to score
  --out       where the scores go: {"id", "score"}, a line each
  --online    learn each test row after it was scored
  --no-prior  without the shipped weights
  --report    print figures
  --help      print this
`;

const options = {
  train: { type: 'string', multiple: true },
  test: { type: 'string', multiple: true },
  out: { type: 'string', multiple: true },
  online: { type: 'boolean' },
  'no-prior': { type: 'boolean' },
  report: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

export type Asked = {
  train: string;
  test: string;
  out: string;
  isOnline: boolean;
  hasPrior: boolean;
  wantsReport: boolean;
};

/** Null when only help was wanted. Throws `RowError` with a sentence for whoever typed it. */
export function parseArguments(args: string[]): Asked | null {
  const values = valuesOf(args);
  if (values.help === true) return null;
  const asked = {
    train: only('train', values.train),
    test: only('test', values.test),
    out: only('out', values.out),
    isOnline: values.online === true,
    hasPrior: values['no-prior'] !== true,
    wantsReport: values.report === true,
  };
  refuseUnwritable(asked);
  return asked;
}

function valuesOf(args: string[]) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new RowError(`${messageOf(error)}\n${usage}`);
  }
}

function only(name: string, given: string[] | undefined): string {
  const [first, ...more] = given ?? [];
  if (first === undefined) throw new RowError(`--train, --test and --out are needed\n${usage}`);
  if (more.length > 0) throw new RowError(`--${name} was given more than once`);
  return first;
}

function refuseUnwritable({ train, test, out }: Asked): void {
  for (const [name, path] of [
    ['train', train],
    ['test', test],
  ] as const) {
    if (isSameFile(path, out))
      throw new RowError(`--out is the file of --${name}, which would be lost`);
  }
  try {
    closeSync(openSync(out, 'a'));
  } catch (error) {
    throw new RowError(`--out cannot be written: ${messageOf(error)}`);
  }
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a?.isFile() === true && a.ino === b?.ino && a.dev === b.dev;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
