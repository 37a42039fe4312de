// The command: reads its words, runs the suite, writes the reports, answers the exit code.
import { writeFile } from 'node:fs/promises';
import { readCommand, UsageError, type Command } from './command-line.js';
import { CannotRun, messageOf } from './failure.js';
import { junitOf } from './report/junit.js';
import { exitCodeOf } from './report/report.js';
import { tableOf } from './report/table.js';
import { runConformance } from './run-conformance.js';
import { listOf, USAGE } from './usage.js';

/** Where words go; the terminal unless a test listens. */
export interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly isTerminal: boolean;
}

const terminal: Output = {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY && !process.env['NO_COLOR'],
};

/** 0: every MUST passed; 1: one failed; 2: wrong usage, or nothing could be run. */
export async function main(argv: string[], output: Output = terminal): Promise<number> {
  try {
    const command = readCommand(argv);
    if (command.kind === 'help') output.out(USAGE);
    else if (command.kind === 'list') output.out(listOf(command.only));
    else return await run(command, output);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) output.err(`${error.message} (--help says more)\n`);
    else if (error instanceof CannotRun) output.err(`${error.message}\n`);
    else throw error;
    return 2;
  }
}

async function run(
  { options, json, junit }: Extract<Command, { kind: 'run' }>,
  output: Output,
): Promise<number> {
  let done = 0;
  const report = await runConformance({
    ...options,
    onResult: () => {
      done += 1;
      if (output.isTerminal) output.err(`\r${done} cases`);
    },
  });
  if (output.isTerminal) output.err('\r\u001b[K');
  const code = exitCodeOf(report);
  const write = (file: string, text: string): Promise<void> | void =>
    file === '-' ? output.out(text) : writeReport(file, text);
  if (json !== null) await write(json, `${JSON.stringify(report, null, 2)}\n`);
  if (junit !== null) await write(junit, junitOf(report));
  // stdout belongs to the machine when it asked for it
  const forPeople = json === '-' || junit === '-' ? output.err : output.out;
  forPeople(tableOf(report, output.isTerminal && forPeople === output.out));
  if (code === 2) output.err('No case could be tried: no endpoint was found or given.\n');
  return code;
}

async function writeReport(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new CannotRun(`The report cannot be written: ${messageOf(error)}`);
  }
}
