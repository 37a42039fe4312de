// Markup as a template: whatever is put into it is text and gets escaped, unless it is markup already.
import { escapeXml } from './escape-xml.js';

/** A piece of HTML or XML in which everything from outside is escaped. Only {@link markup} makes one. */
export class Markup {
  /* keeps a plain object with the same fields from passing for one */
  readonly #text: string;

  private constructor(text: string) {
    this.#text = text;
  }

  /** For {@link markup} alone: the pieces as they stand, the values escaped. */
  static from(pieces: readonly string[], values: readonly MarkupValue[]): Markup {
    return new Markup(
      pieces
        .map((piece, index) => piece + (index < values.length ? written(values[index]) : ''))
        .join(''),
    );
  }

  /** The markup, to be sent. */
  toString(): string {
    return this.#text;
  }
}

/** Text and numbers are escaped; markup stands as it is; null is nothing; a list is its items in a row. */
export type MarkupValue = string | number | null | undefined | Markup | readonly MarkupValue[];

/**
 * HTML or XML in which every value is escaped for element content and quoted attributes. Quote every
 * attribute, and put no value into the name of a tag or attribute, a script or a style. An address
 * of an outsider is to be told by {@link parseHttpUrl} first: escaping lets every scheme through.
 *
 * @example String(markup`<p title="${'"'}">${'<b>'}</p>`) // '<p title="&quot;">&lt;b&gt;</p>'
 */
export function markup(pieces: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return Markup.from(pieces, values);
}

function written(value: MarkupValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Markup) return value.toString();
  if (typeof value === 'string') return escapeXml(value);
  if (typeof value === 'number') return String(value);
  return value.map(written).join('');
}
