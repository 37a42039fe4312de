// The bounds within which a page is parsed.
import { describe, expect, it } from '@jest/globals';
import { MAX_ATTRIBUTES, parseDocument, parseMarkup } from './parse-html.js';
import { attribute, elementsWhere } from './walk.js';

const attributes = (prefix: string, count: number): string =>
  Array.from({ length: count }, (_, n) => `${prefix}${String(n)}=${String(n)}`).join(' ');
const repeated = (tagName: string): string =>
  Array.from({ length: 5_000 }, (_, n) => `<${tagName} a${String(n)}=${String(n)}>`).join('');

describe('the attributes of an element', () => {
  it.each([
    ['one tag', `<p ${attributes('a', 60_000)}>`, 'p'],
    ['a tag of SVG', `<svg><g ${attributes('a', 5_000)}></g></svg>`, 'g'],
    ['a formatting element made again', `<b ${attributes('a', 5_000)}><p>x<p>y`, 'b'],
    ['repeated <html> tags', repeated('html'), 'html'],
    ['repeated <body> tags', repeated('body'), 'body'],
  ])('are the first thousand of %s', (_name, html, tagName) => {
    const { root, truncated } = parseDocument(html);
    const elements = elementsWhere(root, (element) => element.tagName === tagName);
    expect(elements.length).toBeGreaterThan(0);
    for (const element of elements) {
      expect(element.attrs).toHaveLength(MAX_ATTRIBUTES);
      expect(attribute(element, 'a999')).toBe('999');
      expect(attribute(element, 'a1000')).toBeNull();
    }
    expect(truncated).toBe(false);
  });

  it('do not cost the page what follows them', () => {
    const { root } = parseMarkup(`<p ${attributes('a', 5_000)}>one</p><p id="after">two</p>`);
    const paragraphs = elementsWhere(root, ({ tagName }) => tagName === 'p');
    expect(paragraphs.map((element) => attribute(element, 'id'))).toEqual([null, 'after']);
  });

  it('are found by name among few and among many, the first of two with one name', () => {
    for (const count of [3, 40]) {
      const { root } = parseMarkup(`<p ${attributes('a', count)} A1=second>`);
      const [element] = elementsWhere(root, ({ tagName }) => tagName === 'p');
      expect(element && attribute(element, 'a1')).toBe('1');
      expect(element && attribute(element, 'constructor')).toBeNull();
    }
  });
});
