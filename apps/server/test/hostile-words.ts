// What strangers write to get markup, addresses or scripts of theirs into a page of ours.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const own = [
  '"><script>alert(1)</script>',
  "'><img src=x onerror=alert(1)>",
  '</title></textarea></style></xmp><svg onload=alert(1)>',
  '" onmouseover="alert(1)" x="',
  "' autofocus onfocus='alert(1)",
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '&amp;lt;iframe src=javascript:alert(1)&amp;gt;',
  '&#x3C;img src=x onerror=alert(1)&#x3E;',
  '<a href="javascript:alert(1)">here</a>',
  '<a href="JaVaScRiPt&colon;alert(1)">here</a>',
  '<a href=" \u0001javascript:alert(1)">here</a>',
  '<a href="data:text/html;base64,PHNjcmlwdD4=">here</a>',
  '<a href="vbscript:msgbox(1)">here</a>',
  ']]><script>alert(1)</script><![CDATA[',
  '--><script>alert(1)</script><!--',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<form action="https://evil.example/"><button>Approve</button></form>',
  '<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '\u202e<script>\u0000alert(1)</script>',
  '{{constructor.constructor("alert(1)")()}}${alert(1)}',
  '[here](javascript:alert(1)) ![x](https://evil.example/pixel)',
];

const naughty = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('big-list-of-naughty-strings/blns.json'),
    'utf8',
  ),
) as string[];

export type HostileWords = { title: string; excerpt: string; blogName: string };

/**
 * What the pings of a test say: our own words in every field, those of the well-known list that look
 * like markup or addresses in one field each, several together.
 */
export function hostileWords(): HostileWords[] {
  const known = packed(naughty.filter((text) => /[<>"'&]|script|:/i.test(text)));
  return [
    ...packed(own, 140).map((word) => ({ title: word, excerpt: word, blogName: word })),
    ...Array.from({ length: Math.ceil(known.length / 3) }, (_, index) => {
      const [title = '', excerpt = '', blogName = ''] = known.slice(3 * index);
      return { title, excerpt, blogName };
    }),
  ];
}

function packed(words: readonly string[], most = 240): string[] {
  const packs: string[] = [];
  for (const word of words) {
    const last = packs.at(-1);
    if (last !== undefined && last.length + word.length < most)
      packs.splice(-1, 1, `${last} ${word}`);
    else packs.push(word);
  }
  return packs;
}
