// One line of a file of pings: parsed, checked, and turned into evidence.
import { evidenceOfRow, type Evidence } from '@trackwarden/scoring';

export type Row = {
  /** As it was given, so that whoever joins by it finds it. */
  id: string | number;
  /** Null in a row to be scored only. */
  isSpam: boolean | null;
  site: string;
  evidence: Evidence;
};

/** A line that is no row, said so that a person finds it. */
export class RowError extends Error {}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one line; `where` ("train.jsonl line 7") begins every complaint. */
export function parseRow(line: string, where: string): Row {
  const row = parseJson(line, where);
  const text = (name: string, of: Fields = row): string | null => textOf(of, name, where);
  const target = row['target'] ?? {};
  if (!isObject(target)) throw new RowError(`${where}: "target" must be an object`);
  const id = typeof row['id'] === 'number' ? row['id'] : text('id');
  if (id === null || id === '') throw new RowError(`${where}: "id" is missing`);
  return {
    id,
    isSpam: labelOf(row, where),
    site: text('site') ?? '',
    evidence: evidenceOfRow({
      source: text('source'),
      title: text('title'),
      excerpt: text('excerpt'),
      blogName: text('blogName'),
      target: {
        url: text('url', target),
        title: text('title', target),
        text: text('text', target),
      },
    }),
  };
}

function parseJson(line: string, where: string): Fields {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new RowError(
      `${where}: not JSON (${error instanceof Error ? error.message : 'unreadable'})`,
    );
  }
  if (!isObject(value)) throw new RowError(`${where}: must be a JSON object`);
  return value;
}

function textOf(fields: Fields, name: string, where: string): string | null {
  const value = fields[name] ?? null;
  if (value === null || typeof value === 'string') return value;
  throw new RowError(`${where}: "${name}" must be a text`);
}

function labelOf(row: Fields, where: string): boolean | null {
  const label = row['label'] ?? null;
  if (label === null) return null;
  if (label === 'spam' || label === 'ham') return label === 'spam';
  throw new RowError(`${where}: "label" must be "spam" or "ham"`);
}
