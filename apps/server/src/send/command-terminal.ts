// Where a command writes, and whom it asks.
import { createInterface } from 'node:readline/promises';

export type Terminal = {
  /** Results. */
  write: (text: string) => void;
  /** Everything that is no result. */
  warn: (text: string) => void;
  /** Null when nobody is there to answer. */
  confirm: ((question: string) => Promise<boolean>) | null;
};

/** The terminal of this process. Somebody is there when the standard input is one. */
export const processTerminal = (): Terminal => ({
  write: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
  confirm: process.stdin.isTTY ? askOnTerminal : null,
});

async function askOnTerminal(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(`${question} [y/N] `)).trim());
  } finally {
    lines.close();
  }
}
