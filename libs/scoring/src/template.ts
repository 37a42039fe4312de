// What many texts have in common, and what varies between them.
import { alignment } from './alignment.js';

/** Only so many texts and words of each are looked at: the work is bounded. */
const mostTexts = 40;
const mostWords = 150;
const mostSamples = 5;
/** A word belongs to the template when this share of the texts has it in its place. */
const shared = 0.7;

/** A piece of a template: words that all share, or a gap with examples of what stands there. */
export type TemplatePart =
  | { readonly text: string }
  /** `slot` counts from 0; at most 5 different samples, the commonest first; '' where nothing stands. */
  | { readonly slot: number; readonly samples: readonly string[] };

const tokensOf = (text: string): readonly string[] =>
  text.slice(0, 20_000).split(/\s+/u).filter(Boolean).slice(0, mostWords);

/** The text in the middle: the one whose words the others share most. */
function medoid(texts: readonly (readonly string[])[]): readonly string[] {
  const uses = new Map<string, number>();
  for (const text of texts)
    for (const word of new Set(text)) uses.set(word, (uses.get(word) ?? 0) + 1);
  const weight = (text: readonly string[]): number =>
    text.reduce((sum, word) => sum + (uses.get(word) ?? 0), 0) / Math.max(1, text.length);
  return texts.reduce((best, text) => (weight(text) > weight(best) ? text : best), texts[0] ?? []);
}

/** The words that most texts have, in the order of the text in the middle. */
function commonWords(texts: readonly (readonly string[])[]): readonly string[] {
  const base = medoid(texts);
  const support = base.map(() => 0);
  for (const text of texts)
    for (const [at] of alignment(base, text)) support[at] = (support[at] ?? 0) + 1;
  return base.filter((_, at) => (support[at] ?? 0) >= shared * texts.length);
}

/** What stands before, between and after the common words; one more than there are of them. */
function gapsOf(common: readonly string[], text: readonly string[]): readonly string[] {
  const pairs = alignment(common, text);
  const gaps = common.map(() => '');
  let from = 0;
  for (const [at, place] of pairs) {
    gaps[at] = text.slice(from, place).join(' ');
    from = place + 1;
  }
  return [...gaps, text.slice(from).join(' ')];
}

function samplesOf(fills: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const fill of fills) counts.set(fill, (counts.get(fill) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostSamples)
    .map(([fill]) => fill);
}

/**
 * The template of some texts, split at white space: words that at least 70 % of them have in the
 * same order, and slots where they differ. Of more than 40 texts the first 40 are used, of each
 * its first 150 words. Empty for no text; one slot when nothing is common.
 *
 * @example templateOf(['buy 1 now', 'buy 2 now'])
 *   // [{ text: 'buy' }, { slot: 0, samples: ['1', '2'] }, { text: 'now' }]
 */
export function templateOf(texts: readonly string[]): readonly TemplatePart[] {
  const all = texts.slice(0, mostTexts).map(tokensOf);
  const common = commonWords(all);
  const gaps = all.map((text) => gapsOf(common, text));
  const parts: TemplatePart[] = [];
  let run: string[] = [];
  let slot = 0;
  const endRun = (): void => {
    if (run.length > 0) parts.push({ text: run.join(' ') });
    run = [];
  };
  for (let at = 0; at <= common.length; at += 1) {
    const fills = gaps.map((gap) => gap[at] ?? '');
    if (fills.some((fill) => fill !== '')) {
      endRun();
      parts.push({ slot, samples: samplesOf(fills) });
      slot += 1;
    }
    const word = common[at];
    if (word !== undefined) run.push(word);
  }
  endRun();
  return parts;
}

/**
 * How far a text is from a template, 0..1: the share of the template's words that it lacks. 0 for
 * a template without words, from which nothing is far.
 */
export function distanceFromTemplate(template: readonly TemplatePart[], text: string): number {
  const common = template.flatMap((part) => ('text' in part ? part.text.split(' ') : []));
  if (common.length === 0) return 0;
  return 1 - alignment(common, tokensOf(text)).length / common.length;
}
