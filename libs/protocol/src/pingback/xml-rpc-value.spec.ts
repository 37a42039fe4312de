// The values of XML-RPC by a table, and documents of every shape through the reader.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { escapeXml } from '../text/escape-xml.js';
import { readXml } from '../xml/read-xml.js';
import type { XmlElement } from '../xml/xml-element.js';
import { scalarOf } from './xml-rpc-value.js';
import type { XmlRpcScalar } from './xml-rpc-value.js';

const rows = JSON.parse(
  readFileSync(new URL('../../fixtures/xml-rpc-values.json', import.meta.url), 'utf8'),
) as { name: string; value: string; expect: XmlRpcScalar | null }[];

describe('a value', () => {
  it.each(rows)('is read: $name', (row) => {
    const element = readXml(row.value);
    if (!element.ok) throw new Error(element.error);
    expect(scalarOf(element.value)).toEqual(row.expect);
  });
});

describe('a document', () => {
  const name = fc.stringMatching(/^[A-Za-z_][\w.-]{0,5}$/);
  const text = fc
    .string({ unit: 'grapheme' })
    .map((any) => any.replace(/(?![\t\n\r])[\p{Cc}\p{Cs}\ufeff\ufffe\uffff]/gu, ''));
  const node = (children: fc.Arbitrary<XmlElement[]>): fc.Arbitrary<XmlElement> =>
    fc.record({ name, text, children });
  const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
    element: fc.oneof(
      { maxDepth: 19, depthSize: 'max', withCrossShrink: true },
      node(fc.constant([])),
      node(fc.array(tie('element'), { maxLength: 2 })),
    ),
  }));
  const write = ({ name: tag, text: data, children }: XmlElement): string =>
    `<${tag}>${escapeXml(data)}${children.map(write).join('<!-- < -->')}</${tag}>`;

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(element, (root) => {
        fc.pre(write(root).split('</').length <= 501);
        expect(readXml(write(root))).toEqual({ ok: true, value: root });
      }),
    );
  });
});
