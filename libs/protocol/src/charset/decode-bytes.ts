// Bytes to text by one character set: declared, recognised or guessed.
import iconv from 'iconv-lite';
import { detectCharset } from './detect-charset.js';
import { charsetFor, codecOf } from './labels.js';
import type { CharsetLabel } from './labels.js';
import { contradictsUtf8, looksLikeUtf8, utf8Shape } from './utf8.js';

/** Where the choice of a character set comes from. */
export type CharsetSource = 'bom' | 'header' | 'field' | 'meta' | 'utf-8' | 'detected' | 'fallback';

/** The labels that came with the bytes; each is one untrusted string. */
export interface CharsetHints {
  /** The `charset` parameter of the Content-Type header. */
  readonly header?: string | undefined;
  /** The form field `charset` of Japanese software, WordPress and Movable Type. */
  readonly field?: string | undefined;
  /** What a page declares about itself in a `<meta>` element. */
  readonly meta?: string | undefined;
  /** Whether a byte order mark decides: in pages it does, in form fields it cannot. */
  readonly bom?: boolean;
  /** Whether UTF-16 may be declared; never in a form, whose syntax is ASCII. */
  readonly utf16?: boolean;
}

/** What is remarkable about the labels, for the record of a ping. */
export type CharsetNote = 'charset-unknown' | 'charset-contradiction';

/** The chosen character set. */
export interface CharsetChoice {
  readonly label: CharsetLabel;
  readonly from: CharsetSource;
  readonly notes: readonly CharsetNote[];
}

/**
 * Chooses the character set of `bytes`. Order: byte order mark, header, field, meta, the shape of
 * UTF-8, detection, `windows-1252`. Labels that are not on the allow list are passed over with the
 * note `charset-unknown`; labels that disagree with each other, or a declared UTF-8 that the bytes
 * plainly are not, give `charset-contradiction`.
 */
export function chooseCharset(bytes: Uint8Array, hints: CharsetHints = {}): CharsetChoice {
  const marked = hints.bom === true ? byteOrderMark(bytes) : null;
  if (marked !== null) return { label: marked, from: 'bom', notes: [] };

  const notes = new Set<CharsetNote>();
  const shape = utf8Shape(bytes);
  let choice: { label: CharsetLabel; from: CharsetSource } | null = null;
  for (const from of ['header', 'field', 'meta'] as const) {
    const given = hints[from];
    if (given === undefined || given.trim() === '') continue;
    const label = declared(given, hints.utf16 === true);
    if (label === null) notes.add('charset-unknown');
    else if (label === 'utf-8' && contradictsUtf8(shape)) notes.add('charset-contradiction');
    else if (choice === null) choice = { label, from };
    else if (choice.label !== label) notes.add('charset-contradiction');
  }
  choice ??= guess(bytes, looksLikeUtf8(shape));
  return { ...choice, notes: [...notes] };
}

/**
 * Decodes by a chosen character set; what cannot be decoded becomes U+FFFD. A byte order mark is
 * dropped, and so are surrogates encoded as UTF-8.
 */
export function decodeAs(bytes: Uint8Array, label: CharsetLabel): string {
  if (label === 'utf-8') return UTF8.decode(withoutSurrogates(bytes));
  // iconv-lite has no ISO-2022-JP; the decoder of the platform has.
  if (label === 'iso-2022-jp') return new TextDecoder(label).decode(bytes);
  return iconv.decode(bytes, codecOf(label));
}

const UTF8 = new TextDecoder('utf-8');

/**
 * {@link chooseCharset} and {@link decodeAs} in one.
 *
 * @example decodeBytes(bytes, { header: 'Shift_JIS' }) // { text: '日本語', label: 'shift_jis', from: 'header', notes: [] }
 */
export function decodeBytes(
  bytes: Uint8Array,
  hints: CharsetHints = {},
): CharsetChoice & { readonly text: string } {
  const choice = chooseCharset(bytes, hints);
  return { text: decodeAs(bytes, choice.label), ...choice };
}

function declared(given: string, utf16: boolean): CharsetLabel | null {
  const label = charsetFor(given);
  return !utf16 && (label === 'utf-16le' || label === 'utf-16be') ? null : label;
}

function guess(bytes: Uint8Array, isUtf8: boolean): { label: CharsetLabel; from: CharsetSource } {
  const detected = detectCharset(bytes, isUtf8);
  if (detected !== null) return { label: detected, from: 'detected' };
  return isUtf8 ? { label: 'utf-8', from: 'utf-8' } : { label: 'windows-1252', from: 'fallback' };
}

function byteOrderMark(bytes: Uint8Array): CharsetLabel | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

function withoutSurrogates(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let kept = 0;
  for (let at = bytes.indexOf(0xed); at >= 0; at = bytes.indexOf(0xed, at + 1)) {
    const [second = 0, third = 0] = bytes.subarray(at + 1, at + 3);
    if (second < 0xa0 || second > 0xbf || (third & 0xc0) !== 0x80) continue;
    parts.push(bytes.subarray(kept, at));
    kept = at + 3;
  }
  return parts.length === 0 ? bytes : Buffer.concat([...parts, bytes.subarray(kept)]);
}
