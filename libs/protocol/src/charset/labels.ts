// The character sets that are read, by the labels senders use for them: an allow list, no more.

/**
 * A character set by its WHATWG name in lower case; `iso-8859-1` and `us-ascii` therefore read
 * `windows-1252`, as in every browser. There is no UTF-7 on purpose: in it `+ADw-` is a `<`.
 */
export type CharsetLabel = keyof typeof CHARSETS;

/* Name -> the codec of iconv-lite and the other labels: those of the WHATWG Encoding Standard, and
   the names that PHP's mbstring and Windows gave to the Japanese ones. */
const CHARSETS = {
  'utf-8': ['utf8', 'utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8'],
  shift_jis: [
    'cp932',
    'shift-jis sjis x-sjis csshiftjis ms_kanji ms932 windows-31j cp932 sjis-win cp943c',
  ],
  'euc-jp': ['eucjp', 'eucjp x-euc-jp x-euc cseucpkdfmtjapanese eucjp-win cp51932'],
  'iso-2022-jp': ['iso-2022-jp', 'csiso2022jp iso-2022-jp-ms jis'],
  gbk: [
    'gbk',
    'gb2312 chinese csgb2312 csiso58gb231280 gb_2312 gb_2312-80 x-gbk iso-ir-58 cp936 euc-cn',
  ],
  gb18030: ['gb18030', ''],
  big5: ['big5hkscs', 'big5-hkscs cn-big5 csbig5 x-x-big5 cp950'],
  'euc-kr': [
    'cp949',
    'cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 ' +
      'windows-949 cp949 uhc',
  ],
  'windows-874': ['windows874', 'dos-874 iso-8859-11 iso8859-11 iso885911 tis-620'],
  'windows-1250': ['windows1250', 'cp1250 x-cp1250'],
  'windows-1251': ['windows1251', 'cp1251 x-cp1251'],
  'windows-1252': [
    'windows1252',
    'cp1252 x-cp1252 ascii us-ascii ansi_x3.4-1968 iso-8859-1 iso8859-1 iso88591 iso_8859-1 ' +
      'iso_8859-1:1987 iso-ir-100 csisolatin1 cp819 ibm819 l1 latin1 latin-1',
  ],
  'windows-1253': ['windows1253', 'cp1253 x-cp1253'],
  'windows-1254': [
    'windows1254',
    'cp1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 csisolatin5 l5 latin5',
  ],
  'windows-1255': ['windows1255', 'cp1255 x-cp1255'],
  'windows-1256': ['windows1256', 'cp1256 x-cp1256'],
  'windows-1257': ['windows1257', 'cp1257 x-cp1257'],
  'windows-1258': ['windows1258', 'cp1258 x-cp1258'],
  'iso-8859-2': ['iso88592', 'iso8859-2 iso88592 iso_8859-2 csisolatin2 l2 latin2'],
  'iso-8859-3': ['iso88593', 'iso8859-3 iso88593 iso_8859-3 l3 latin3'],
  'iso-8859-4': ['iso88594', 'iso8859-4 iso88594 iso_8859-4 l4 latin4'],
  'iso-8859-5': ['iso88595', 'iso8859-5 iso88595 iso_8859-5 cyrillic'],
  'iso-8859-6': ['iso88596', 'iso8859-6 iso88596 iso_8859-6 arabic'],
  'iso-8859-7': ['iso88597', 'iso8859-7 iso88597 iso_8859-7 greek'],
  'iso-8859-8': ['iso88598', 'iso8859-8 iso88598 iso_8859-8 iso-8859-8-i hebrew logical visual'],
  'iso-8859-10': ['iso885910', 'iso8859-10 iso885910 l6 latin6'],
  'iso-8859-13': ['iso885913', 'iso8859-13 iso885913'],
  'iso-8859-14': ['iso885914', 'iso8859-14 iso885914'],
  'iso-8859-15': ['iso885915', 'iso8859-15 iso885915 iso_8859-15 l9 latin9 latin-9'],
  'iso-8859-16': ['iso885916', ''],
  'koi8-r': ['koi8r', 'koi koi8 koi8_r cskoi8r'],
  'koi8-u': ['koi8u', 'koi8-ru'],
  'utf-16le': ['utf16le', 'utf-16 ucs-2 unicode iso-10646-ucs-2 csunicode unicodefeff'],
  'utf-16be': ['utf16be', 'unicodefffe'],
} as const satisfies Readonly<Record<string, readonly [codec: string, labels: string]>>;

const BY_LABEL: ReadonlyMap<string, CharsetLabel> = new Map(
  (Object.keys(CHARSETS) as CharsetLabel[]).flatMap((name) =>
    [name, ...CHARSETS[name][1].split(' ')]
      .filter((label) => label !== '')
      .map((label) => [label, name] as const),
  ),
);

/**
 * The character set that a label names, or null when it is not on the allow list. One label only:
 * a comma-separated list is unknown (CVE-2009-3622 was such a list), and so is UTF-7 (CVE-2007-0107).
 *
 * @example charsetFor(' "Latin1" ') // 'windows-1252'
 */
export function charsetFor(label: string): CharsetLabel | null {
  if (label.length > 64) return null;
  return (
    BY_LABEL.get(
      label
        .trim()
        .replace(/^(["'])(.*)\1$/u, '$2')
        .trim()
        .toLowerCase(),
    ) ?? null
  );
}

/** The name under which iconv-lite knows a character set. */
export const codecOf = (label: CharsetLabel): string => CHARSETS[label][0];
