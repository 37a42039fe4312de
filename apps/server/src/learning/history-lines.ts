// Reads a moderated history of JSON lines; the first line that is none ends it, named by its number.
import { setImmediate as breathe } from 'node:timers/promises';
import { historyRowSchema, type HistoryRowLine } from '@trackwarden/contracts';
import { evidenceOfRow, type Evidence } from '@trackwarden/scoring';
import { DomainError } from '../errors.js';

const MOST_BYTES = 20_000_000;
const MOST_ROWS = 100_000;
const LINES_AT_A_STRETCH = 200;

/** A row to learn. */
export type HistoryRowRead = { isSpam: boolean; evidence: Evidence };

/** The bytes of a stream, as they come. Throws `too-large`. */
export async function readHistory(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    length += chunk.length;
    if (length > MOST_BYTES)
      throw new DomainError('too-large', {
        detail: 'A history has at most 20 MB: give it in parts.',
      });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Throws `validation-failed` with the number of the line and the place in it. */
export async function parseHistory(bytes: Buffer): Promise<HistoryRowRead[]> {
  const rows: HistoryRowRead[] = [];
  for (const [at, line] of textOf(bytes).split('\n').entries()) {
    if (at % LINES_AT_A_STRETCH === 0) await breathe();
    if (line.trim() === '') continue;
    if (rows.length === MOST_ROWS)
      throw refused(at + 1, '', `a history has at most ${MOST_ROWS} rows: give it in parts`);
    rows.push(rowOf(parseLine(line, at + 1)));
  }
  if (rows.length === 0) throw refused(1, '', 'the history holds no rows');
  return rows;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused(lineOfBrokenText(bytes), '', 'is not UTF-8');
  }
}

function lineOfBrokenText(bytes: Buffer): number {
  // what cannot be decoded becomes U+FFFD
  return bytes.toString('utf8').split('\ufffd', 1)[0]?.split('\n').length ?? 1;
}

function parseLine(line: string, number: number): HistoryRowLine {
  const parsed = historyRowSchema.safeParse(jsonOf(line, number));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.map((step) => `/${String(step)}`).join('') ?? '';
  throw refused(number, path, issue?.message ?? 'is no row');
}

function jsonOf(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw refused(number, '', 'is not well-formed JSON');
  }
}

function rowOf({
  label,
  source,
  title,
  excerpt,
  blogName,
  target,
}: HistoryRowLine): HistoryRowRead {
  return {
    isSpam: label === 'spam',
    evidence: evidenceOfRow({
      ...{ source: source ?? null, title: title ?? null, excerpt: excerpt ?? null },
      blogName: blogName ?? null,
      target: {
        url: target?.url ?? null,
        title: target?.title ?? null,
        text: target?.text ?? null,
      },
    }),
  };
}

function refused(line: number, path: string, message: string): DomainError {
  return new DomainError('validation-failed', {
    detail: `Nothing was imported: line ${line} ${path === '' ? message : `${path}: ${message}`}.`,
    errors: [{ pointer: `/${line}${path}`, message }],
  });
}
