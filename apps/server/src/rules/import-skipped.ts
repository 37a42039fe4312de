// What an import leaves out: the first of it by name, all of it by number. Pure.
import type { RuleBatch } from '@trackwarden/contracts';

/** More are told by their count only. */
const MOST_NAMED = 100;
const LONGEST_TEXT = 200;

export class Skipped {
  count = 0;
  readonly named: RuleBatch['skipped'] = [];

  add(line: number, text: string, because: string): void {
    this.count += 1;
    if (this.named.length < MOST_NAMED)
      this.named.push({ line, text: text.slice(0, LONGEST_TEXT), because });
  }
}
