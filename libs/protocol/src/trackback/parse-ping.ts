// A TrackBack ping, from the bytes of a request to a value (TrackBack 1.2, "Sending a TrackBack Ping").
import { chooseCharset, decodeAs } from '../charset/decode-bytes.js';
import type { CharsetSource } from '../charset/decode-bytes.js';
import type { CharsetLabel } from '../charset/labels.js';
import { ok } from '../result.js';
import type { Result } from '../result.js';
import { cleanLines } from '../text/clean-text.js';
import { cropExcerpt, takeCharacters } from '../text/crop.js';
import { plainText } from '../text/plain-text.js';
import { PING_FIELDS, readPingForm } from './ping-fields.js';
import type { PingField, PingForm, TrackbackRequest } from './ping-fields.js';
import { titleOf } from './ping-title.js';
import { readPingUrl } from './ping-url.js';
import type { TrackbackRefusal } from './refusal.js';

/** What a ping claims about its source, decoded and cleaned; none of it has been verified. */
export interface TrackbackPing {
  /** Absolute http or https address, normalised, fragment kept; at most 2 048 characters. */
  readonly url: string;
  /** Never empty; at most 250 code points. */
  readonly title: string;
  /** At most 255 code points, cropped to 252 and `...`; may be empty. */
  readonly excerpt: string;
  /** At most 255 code points; may be empty. */
  readonly blogName: string;
  readonly charset: { readonly label: CharsetLabel; readonly from: CharsetSource };
  /**
   * What was odd: `repeated-url` (and the other fields), `fields-in-query`, `charset-unknown`,
   * `charset-contradiction`, `nul-removed`, `title-missing`.
   */
  readonly notes: readonly string[];
  /**
   * The fields as text but with their markup, for judging what the sender really wrote; at most
   * 4 000 code points each. Never to be shown.
   */
  readonly raw: { readonly title: string; readonly excerpt: string; readonly blogName: string };
}

const MAX_BLOG_NAME = 255;
const MAX_RAW = 4_000;
/** Read of one text field; what is cropped to 255 characters need not be parsed to its end. */
const MAX_FIELD_BYTES = 32 * 1024;

/**
 * Reads a ping. Accepts what WordPress and Movable Type both accept: url-encoded and multipart
 * forms, no Content-Type, any declared or undeclared character set of the allow list. Never throws,
 * whatever the bytes.
 *
 * @returns the ping, or why it is refused: an unusable `url`, a media type that is no form, a form
 * that cannot be read
 */
export function parseTrackbackPing(
  request: TrackbackRequest,
): Result<TrackbackPing, TrackbackRefusal> {
  const form = readPingForm(request);
  if (!form.ok) return form;
  const { values, notes } = form.value;

  const charset = charsetOf(form.value);
  const text = (field: PingField): string =>
    decodeAs((values.get(field) ?? EMPTY).subarray(0, MAX_FIELD_BYTES), charset.label);

  const url = readPingUrl(text('url'));
  if (!url.ok) return url;

  const raw = { title: text('title'), excerpt: text('excerpt'), blogName: text('blog_name') };
  const [title, excerpt] = [plainText(raw.title), plainText(raw.excerpt)];
  const hasNul = [...values.values()].some((value) => value.includes(0));
  return ok({
    url: url.value,
    title: titleOf(title, excerpt, url.value),
    excerpt: cropExcerpt(excerpt),
    blogName: cropExcerpt(plainText(raw.blogName), MAX_BLOG_NAME),
    charset: { label: charset.label, from: charset.from },
    notes: [
      ...notes,
      ...charset.notes,
      ...(hasNul ? ['nul-removed'] : []),
      ...(title === '' ? ['title-missing'] : []),
    ],
    raw: {
      title: rawText(raw.title),
      excerpt: rawText(raw.excerpt),
      blogName: rawText(raw.blogName),
    },
  });
}

const EMPTY = new Uint8Array();
const NEWLINE = Buffer.from('\n');

/* All fields are in one character set (TrackBack 1.2), and together they are easier to recognise. */
function charsetOf(form: PingForm): ReturnType<typeof chooseCharset> {
  const sample = Buffer.concat(
    PING_FIELDS.flatMap((field) => [form.values.get(field) ?? EMPTY, NEWLINE]),
  );
  return chooseCharset(sample, { header: form.headerCharset, field: form.fieldCharset });
}

const rawText = (text: string): string => takeCharacters(cleanLines(text), MAX_RAW);
