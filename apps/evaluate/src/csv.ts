// Comma-separated values as RFC 4180 writes them.

const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g;

/** Lines of cells; empty lines are left out. */
export function parseCsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [whole, quoted, plain, end] of text.replace(/^\ufeff/, '').matchAll(cell)) {
    if (whole === '' && line.length === 0) break;
    line.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (line.some((value) => value !== '')) lines.push(line);
    line = [];
  }
  return lines;
}
