// The language of a text, by n-grams (ELD, "Efficient Language Detector", small database).
// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- the package declares its main entry only
/// <reference path="./eld.d.ts" />
import { eld } from 'eld/small';

import { mainScript } from './letters.js';
import type { ScriptName } from './letters.js';

const longest = 80;
const shortest = 40;

/** What a text is written in; null where it is too short, mixed, or in doubt. */
export type Tongue = {
  readonly script: ScriptName | null;
  /** ISO 639-1 code; worked out when first asked for. */
  readonly language: () => string | null;
};

/**
 * Script and language of a normalised text; both null below 40 characters. Only the first 80
 * characters are looked at for the language.
 */
export function tongueOf(normalText: string): Tongue {
  if (normalText.length < shortest) return { script: null, language: () => null };
  let language: string | null | undefined;
  return {
    script: mainScript(normalText),
    language: () => (language === undefined ? (language = detect(normalText)) : language),
  };
}

// Most of what comes is English: three of its smallest words, of which other languages have one or two,
// spare the detector.
const mostForWords = 200;
const englishWords = /\b(?:the|and|of|to|you|your|this|that|with|have|for|are|from)\b/g;
const surelyEnglish = 3;

// A ping is judged, learnt and judged again, and a campaign's pings begin alike.
const mostKept = 1_024;
const kept = new Map<string, string | null>();

function detect(normalText: string): string | null {
  const english = normalText.slice(0, mostForWords).match(englishWords);
  if (english !== null && english.length >= surelyEnglish) {
    if (new Set(english).size >= surelyEnglish) return 'en';
  }
  const beginning = normalText.slice(0, longest);
  const known = kept.get(beginning);
  if (known !== undefined) return known;
  const result = eld.detect(beginning);
  const language = result.language !== '' && result.isReliable() ? result.language : null;
  if (kept.size >= mostKept) kept.clear();
  kept.set(beginning, language);
  return language;
}
