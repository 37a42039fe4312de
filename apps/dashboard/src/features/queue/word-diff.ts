// Two texts word by word: what stayed, what was added, what was taken away. Pure.
import { diffWords } from 'diff';

export type WordChange = { kind: 'same' | 'added' | 'removed'; text: string };

/** Beyond this many changed words the texts have little in common, and are shown one after the other. */
const mostEdits = 400;

/** Knows words in scripts without spaces, too. */
const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The way from `before` to `after`; removed words stand before those that took their place. */
export function wordDiff(before: string, after: string): WordChange[] {
  if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }];
  const changes = diffWords(before, after, { intlSegmenter: words, maxEditLength: mostEdits });
  const parts: WordChange[] = changes?.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  })) ?? [
    { kind: 'removed', text: before },
    { kind: 'added', text: after },
  ];
  return parts.filter(({ text }) => text !== '');
}
