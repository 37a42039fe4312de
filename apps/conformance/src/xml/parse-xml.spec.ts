// The strict reader of XML: what is well-formed passes, everything else is refused with its reason.
import { describe, expect, it } from '@jest/globals';
import { NotWellFormed, parseXml } from './parse-xml.js';
import { elementsOf, plainTextOf } from './xml-tree.js';

const good: readonly (readonly [xml: string, text: string])[] = [
  ['<a/>', ''],
  ['<a>b</a>', 'b'],
  ['<?xml version="1.0" encoding="utf-8"?>\n<a>b</a>\n', 'b'],
  ["<?xml version='1.0'?><a b='c' d = \"e\">f</a >", 'f'],
  ['<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x1F600;</a>', '<&>"\'A😀'],
  ['<a><![CDATA[<&]]></a>', '<&'],
  ['<!-- before --><a>b<!-- in --></a><!-- after -->', 'b'],
  ['<a>]] ></a>', ']] >'],
];

const bad: readonly (readonly [xml: string, because: RegExp])[] = [
  ['', /no element/],
  ['text', /text outside/],
  ['\ufeff<a/>', /byte order mark/],
  [' <?xml version="1.0"?><a/>', /white space/],
  ['<!-- --><?xml version="1.0"?><a/>', /not at the start/],
  ['<?xml version="1.0" charset="x"?><a/>', /not complete/],
  ['<!DOCTYPE a><a/>', /DOCTYPE/],
  ['<a>', /<a> is not closed/],
  ['<a></b>', /where <\/a> should stand/],
  ['</a>', /should stand/],
  ['<a/><b/>', /second root/],
  ['<a/>text', /text outside/],
  ['<a>&</a>', /bare "&"/],
  ['<a>&nbsp;</a>', /unknown entity/],
  ['<a>&#0;</a>', /unknown entity/],
  ['<a>&#xD800;</a>', /unknown entity/],
  ['<a>]]></a>', /"]]>"/],
  ['<a b=c/>', /no tag/],
  ['<a b="<"/>', /no tag/],
  ['<a b="1" b="2"/>', /stands twice/],
  ['<a><1/></a>', /no tag/],
  ['<a>\u0001</a>', /U\+0001/],
  ['<a>\ufffe</a>', /U\+fffe/],
  ['<a>\ufffd</a>', /not UTF-8/],
  ['<a><!-- b</a>', /a comment is not closed/],
];

describe('well-formed XML', () => {
  it.each(good)('%j is read', (xml, text) => {
    expect(plainTextOf(parseXml(xml))).toBe(text);
  });

  it('keeps elements in their order', () => {
    expect(elementsOf(parseXml('<a><b/>x<c><d/></c></a>')).map(({ name }) => name)).toEqual([
      'b',
      'c',
    ]);
  });
});

describe('XML that is not well-formed', () => {
  it.each(bad)('%j is refused', (xml, because) => {
    expect(() => parseXml(xml)).toThrow(NotWellFormed);
    expect(() => parseXml(xml)).toThrow(because);
  });
});
