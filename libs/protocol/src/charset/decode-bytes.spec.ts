// Which character set is chosen, by label, by shape or by guess.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decodeBytes } from './decode-bytes.js';
import { charsetFor } from './labels.js';

describe('labels', () => {
  it.each([
    ['UTF-8', 'utf-8'],
    [' "utf8" ', 'utf-8'],
    ['x-sjis', 'shift_jis'],
    ['ISO-8859-1', 'windows-1252'],
    ['us-ascii', 'windows-1252'],
    ['iso-8859-9', 'windows-1254'],
    ['ks_c_5601-1987', 'euc-kr'],
    ['gb2312', 'gbk'],
  ])('%j is %s', (label, charset) => {
    expect(charsetFor(label)).toBe(charset);
  });

  it.each([
    'utf-7',
    'UTF7',
    'x-imap4-modified-utf7',
    'utf-8,shift_jis',
    'utf-8;shift_jis',
    'auto',
    'base64',
    'hex',
    'utf-32',
    'cesu-8',
    'x-user-defined',
    'constructor',
    '',
    'u'.repeat(99),
  ])('%j is none that is read', (label) => {
    expect(charsetFor(label)).toBeNull();
  });
});

describe('undeclared bytes', () => {
  it.each([
    ['shift_jis', '日本語'],
    ['shift_jis', 'こんにちは世界'],
    ['shift_jis', '東京の天気'],
    ['euc-jp', '写真'],
    ['euc-jp', 'ブログを更新しました'],
    ['gbk', '你好'],
    ['gbk', '我的博客文章'],
    ['big5', '部落格文章'],
    ['euc-kr', '안녕하세요'],
    ['windows-1251', 'Привет'],
    ['windows-1251', 'Новости сегодня'],
    ['koi8-r', 'Привет, мир'],
    ['windows-1253', 'Ελληνικά'],
    ['windows-1255', 'שלום עולם'],
    ['windows-1250', 'Zażółć gęślą jaźń'],
    ['iso-8859-2', 'Zażółć gęślą jaźń'],
    ['windows-1254', 'Türkçe güzel bir şey, ışık'],
    ['windows-1252', 'Café résumé'],
    ['windows-1252', 'Grüße aus München'],
    ['windows-1252', '¿Qué tal, señor? “Bien”'],
    ['windows-1252', 'Un été à la montagne'],
  ])('in %s are recognised: %s', (label, text) => {
    expect(decodeBytes(iconv.encode(text, label === 'shift_jis' ? 'cp932' : label))).toMatchObject({
      text,
      label,
      from: 'detected',
    });
  });

  it('in ISO-2022-JP are recognised by their escape sequences', () => {
    const bytes = Buffer.from('\u001b$BF|K\\8l\u001b(B', 'latin1');
    expect(decodeBytes(bytes)).toMatchObject({ text: '日本語', label: 'iso-2022-jp' });
  });

  it('that look like nothing are read as windows-1252', () => {
    expect(decodeBytes(Buffer.from([0x80, 0xa9]))).toMatchObject({
      text: '€©',
      label: 'windows-1252',
      from: 'fallback',
    });
  });
});

describe('any bytes', () => {
  it('are decoded without an exception, whatever is declared', () => {
    const label = fc.option(
      fc.oneof(
        fc.string(),
        fc.constantFrom('utf-8', 'sjis', 'iso-2022-jp', 'gb18030', 'utf-16be', 'big5'),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), label, label, (bytes, header, field) => {
        expect(typeof decodeBytes(bytes, { header, field, bom: true, utf16: true }).text).toBe(
          'string',
        );
      }),
    );
  });

  it('that are UTF-8 come back as they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(decodeBytes(Buffer.from(text)).text).toBe(text);
      }),
    );
  });
});
