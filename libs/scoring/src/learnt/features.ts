// A ping as hashed features, field by field: what the learnt model looks at.
import { hostOf } from '../address.js';
import { foldConfusables } from '../confusables.js';
import type { Reading } from '../reading.js';
import { traitsOf } from './form.js';
import { hashText, slotOf } from './hash.js';
import { starts } from './hash-starts.js';
import type { WordStarts } from './hash-starts.js';
import { addTo, openSet } from './slot-set.js';
import type { SlotSet } from './slot-set.js';
import { urlTemplate } from './url-template.js';

/** The fields of a ping that are learnt apart from each other. */
export const learntFields = ['name', 'text', 'grams', 'address', 'form'] as const;

/** One of {@link learntFields}. */
export type LearntField = (typeof learntFields)[number];

/** The distinct features of one field; each counts the same. */
export type FieldFeatures = {
  /** Slots of the hash space, 0..2^18-1. */
  readonly slots: readonly number[];
  /** What each slot stands for, for a person; empty where letters are no word. */
  readonly labels: readonly string[];
  /** What each slot counts: 1/√n, so that long texts say no more than short ones. */
  readonly unit: number;
};

/** The features of a ping by field. */
export type Features = Readonly<Record<LearntField, FieldFeatures>>;

// Hash-busting: no field may have more features, however long its text.
const most: Readonly<Record<LearntField, number>> = {
  name: 60,
  text: 240,
  grams: 400,
  address: 60,
  form: 60,
};
const fewest: Readonly<Record<LearntField, number>> = {
  name: 10,
  text: 12,
  grams: 40,
  address: 10,
  form: 10,
};
const mostWords = 160;
const mostGramCharacters = 480;

type Found = { readonly field: LearntField; readonly set: SlotSet; readonly labels: string[] };

const nothing = (field: LearntField): Found => ({ field, set: openSet(most[field]), labels: [] });

const counted = ({ field, set: { slots }, labels }: Found): FieldFeatures => ({
  slots,
  labels,
  unit: 1 / Math.sqrt(Math.max(slots.length, fewest[field])),
});

function add({ set, labels }: Found, start: number, text: string, label = text): void {
  if (addTo(set, hashText(start, text))) labels.push(label);
}

function addWords(
  { set, labels }: Found,
  { single, pair }: WordStarts,
  words: readonly string[],
): void {
  let before = '';
  for (const word of words) {
    const folded = foldConfusables(word.length > 24 ? word.slice(0, 24) : word);
    if (addTo(set, hashText(single, folded))) labels.push(folded);
    if (before !== '' && addTo(set, hashText(hashText(pair, before) ^ 0x20, folded))) {
      labels.push(`${before} ${folded}`);
    }
    before = folded;
  }
}

/** Runs of four letters have no labels, so they come last in a field. */
function addGrams({ set }: Found, start: number, text: string, limit: number): void {
  const end = Math.min(text.length, limit) - 3;
  for (let at = 0; at < end; at += 1) {
    let hash = start;
    for (let step = 0; step < 4; step += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at + step), 0x01000193);
    }
    addTo(set, hash);
  }
}

const shapeOf = (name: string): string =>
  name
    .slice(0, 60)
    .replace(/\p{Lu}+/gu, 'A')
    .replace(/(?:\p{Ll}|\p{M})+/gu, 'a')
    .replace(/\p{Lo}+/gu, 'o')
    .replace(/\p{N}+/gu, '0')
    .replace(/\s+/gu, ' ');

function inName({ name }: Reading): FieldFeatures {
  const found = nothing('name');
  if (name.raw === '') return counted(found);
  add(found, starts.name, name.normal());
  add(found, starts.nameShape, shapeOf(name.raw), 'the shape of the name');
  addWords(found, starts.nameWords, name.words());
  addGrams(found, starts.nameGrams, ` ${name.normal()} `, 60);
  return counted(found);
}

function inText({ title, excerpt }: Reading): FieldFeatures {
  const found = nothing('text');
  const words = [...title.words().slice(0, mostWords), ...excerpt.words().slice(0, mostWords)];
  addWords(found, starts.textWords, words.slice(0, mostWords));
  return counted(found);
}

function inLetters({ title, excerpt }: Reading): FieldFeatures {
  const found = nothing('grams');
  const text = title.normal() === '' ? excerpt.normal() : `${title.normal()} ${excerpt.normal()}`;
  addGrams(found, starts.textGrams, text, mostGramCharacters);
  return counted(found);
}

function inAddress({ source }: Reading): FieldFeatures {
  const found = nothing('address');
  if (source === null) return counted(found);
  const host = hostOf(source);
  const labels = host.replace(/^www\./, '').split('.');
  add(found, starts.host, host);
  add(found, starts.suffix, labels.at(-1) ?? '', `.${labels.at(-1) ?? ''}`);
  add(found, starts.addressShape, urlTemplate(source), 'the shape of the address');
  for (const label of labels.slice(0, -1)) {
    for (const piece of label.split('-')) add(found, starts.hostPiece, piece);
  }
  // A number in a path says little, and differs between pages that are otherwise alike.
  const path = (source.pathname + source.search).toLowerCase().slice(0, 200).replace(/\d+/g, '0');
  const tokens = path.split(notToken).filter((token) => token !== '' && token.length < 30);
  addWords(found, starts.pathWords, tokens.slice(0, 20));
  addGrams(found, starts.hostGrams, ` ${labels.slice(0, -1).join('.')} `, 30);
  return counted(found);
}

function inForm(reading: Reading): FieldFeatures {
  const found = nothing('form');
  for (const trait of traitsOf(reading)) add(found, starts.form, trait);
  return counted(found);
}

// Without an address there is no ping, only a comment of some history, and what sets it apart is this
// before anything it says: counted more than a whole field, it is learnt first.
const noAddress: FieldFeatures = {
  slots: [slotOf(hashText(starts.noAddress, ''))],
  labels: ['no address'],
  unit: 1.5,
};

const notToken = /[^\p{L}\p{N}%]+/u;

/** The hashed features of a ping. Deterministic and bounded: at most 820 slots. */
export function featuresOf(reading: Reading): Features {
  return {
    name: inName(reading),
    text: inText(reading),
    grams: inLetters(reading),
    address: reading.evidence.source === '' ? noAddress : inAddress(reading),
    form: inForm(reading),
  };
}

/** A field's sum under some weights, each feature counting its unit. */
export function weigh(
  { slots, unit }: FieldFeatures,
  weights: Float32Array | Float64Array,
): number {
  let sum = 0;
  for (const slot of slots) sum += weights[slot] ?? 0;
  return sum * unit;
}

/** Digits and pairs of traits are learnt like words, and say nothing to a person. */
const isTelling = (label: string): boolean =>
  (plainLetter.test(label) || hasLetter.test(label)) && !label.includes(' + ');
// most labels have one, and it is found at once
const plainLetter = /[a-z]/;
const hasLetter = /\p{L}/u;

/** Up to `most` features of a field that pull hardest to one side, for a person. */
export function strongest(
  { slots, labels }: FieldFeatures,
  weights: Float32Array | Float64Array,
  side: number,
  most = 3,
): readonly string[] {
  const best: string[] = [];
  const pulls: number[] = [];
  for (let at = 0; at < labels.length; at += 1) {
    const pull = (weights[slots[at] ?? 0] ?? 0) * side;
    if (pull <= 0 || (best.length === most && pull <= (pulls[most - 1] ?? 0))) continue;
    const label = labels[at] ?? '';
    if (!isTelling(label)) continue;
    // into its place among the few: a sort for each would take longer than all the rest
    let place = Math.min(best.length, most - 1);
    for (; place > 0 && (pulls[place - 1] ?? 0) < pull; place -= 1) {
      best[place] = best[place - 1] ?? '';
      pulls[place] = pulls[place - 1] ?? 0;
    }
    best[place] = label;
    pulls[place] = pull;
  }
  return best;
}
