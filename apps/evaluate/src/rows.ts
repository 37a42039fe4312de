// A file of rows, one JSON object a line.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseRow, RowError, type Row } from './row.js';

/** All rows of a file, in order; empty lines are passed over, and an empty file has none. A complaint names file and line. */
export function readRows(path: string, wantsLabels = false): Row[] {
  const lines = readText(path)
    .replace(/^\ufeff/, '')
    .split('\n');
  return lines.flatMap((line, at) => {
    if (line.trim() === '') return [];
    const where = `${basename(path)} line ${String(at + 1)}`;
    const row = parseRow(line, where);
    if (wantsLabels && row.isSpam === null) {
      throw new RowError(`${where}: "label" is missing; a row to learn from needs "spam" or "ham"`);
    }
    return [row];
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new RowError(`${path}: cannot be read (${error instanceof Error ? error.message : ''})`);
  }
}
