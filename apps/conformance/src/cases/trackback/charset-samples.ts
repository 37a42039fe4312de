// Texts in the character sets of real senders, and the form that carries them as bytes.

export interface Sample {
  readonly charset: string;
  readonly name: string;
  readonly title: string;
  readonly excerpt: string;
}

export const samples: readonly Sample[] = [
  {
    charset: 'Shift_JIS',
    name: 'shift-jis',
    title: '日本語の題名です',
    excerpt: 'これは日本語で書かれた記事の概要です。トラックバックを送ります。',
  },
  {
    charset: 'EUC-JP',
    name: 'euc-jp',
    title: '日本語の題名です',
    excerpt: 'これは日本語で書かれた記事の概要です。トラックバックを送ります。',
  },
  {
    charset: 'ISO-8859-1',
    name: 'latin-1',
    title: 'Un café à Zürich',
    excerpt: 'Résumé: la création d’été, déjà vu par les élèves.'.replace('’', "'"),
  },
  {
    charset: 'windows-1251',
    name: 'windows-1251',
    title: 'Привет из Москвы',
    excerpt: 'Это краткое содержание записи, которая ссылается на вашу статью.',
  },
];

const tables = new Map<string, Map<string, Buffer>>();

/** Text as bytes of a legacy character set, by turning the platform's decoder round. */
export function encode(text: string, charset: string): Buffer {
  const table = tables.get(charset) ?? tableOf(charset);
  tables.set(charset, table);
  return Buffer.concat(Array.from(text, (character) => table.get(character) ?? Buffer.from('?')));
}

function tableOf(charset: string): Map<string, Buffer> {
  const decoder = new TextDecoder(charset);
  const table = new Map<string, Buffer>();
  const learn = (bytes: Buffer): void => {
    const text = decoder.decode(bytes);
    if (Array.from(text).length === 1 && text !== '\ufffd' && !table.has(text))
      table.set(text, bytes);
  };
  for (let byte = 0; byte < 256; byte += 1) learn(Buffer.from([byte]));
  for (let lead = 0x81; lead < 0xff; lead += 1)
    for (let trail = 0x40; trail < 0xff; trail += 1) learn(Buffer.from([lead, trail]));
  return table;
}

export const percent = (bytes: Buffer): string =>
  [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');

/** A form with a url and a sample in its character set. */
export function sampleForm(url: string, { title, excerpt, charset }: Sample): string {
  const field = (text: string): string => percent(encode(text, charset));
  return `title=${field(title)}&url=${encodeURIComponent(url)}&excerpt=${field(excerpt)}`;
}
