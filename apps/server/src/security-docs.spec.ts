// docs/security.md promises a test for each abuse: each file and each title that it names must be there.
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../../../', import.meta.url);
const page = readFileSync(new URL('docs/security.md', root), 'utf8').replace(/<!--.*?-->/gs, '');

/** Rows of both tables without their heads. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+$/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .filter(([first]) => first !== 'abuse' && first !== 'bug');

const proofsOf = (cell = ''): { file: string; title: string }[] =>
  [...cell.matchAll(/`([^`]+\.spec\.tsx?)`: “([^”]+)”/g)].map(([, file = '', title = '']) => ({
    file,
    title,
  }));

/** The title as the literal of a test, whichever quotes it stands in. */
const hasTest = (source: string, title: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${title}${quote}`));

describe('the page about security', () => {
  it('has the known abuses and the bugs seen', () => {
    expect(rows.length).toBeGreaterThanOrEqual(36);
  });

  it.each(rows)(
    'on “%s” says what is done and which test proves it',
    (_what, defence, proof = '') => {
      expect(defence).not.toBe('');
      const proofs = proofsOf(proof);
      // whatever stands in the cell is a proof that was read
      expect(proofs).toHaveLength(proof.split('<br>').length);
      const missing = proofs.filter(({ file, title }) => {
        const place = new URL(file, root);
        return !existsSync(place) || !hasTest(readFileSync(place, 'utf8'), title);
      });
      expect(missing).toEqual([]);
    },
  );
});
