// Plain HTML: a person fills in the page.
import type { Recipe } from '@trackwarden/contracts';
import { linkElements, rdfBlock, type Announced } from './announced.js';

export const html = (addresses: Announced, discoveryUrl: string): Recipe => ({
  id: 'html',
  name: 'Plain HTML',
  file: 'the head of each page',
  language: 'html',
  code: `${linkElements(addresses, PING(addresses))}
${rdfBlock({ page: 'PAGE_ADDRESS', title: 'PAGE_TITLE', trackback: PING(addresses) })}
`,
  note: `Replace PAGE_ADDRESS, the same percent-encoded for ENCODED_PAGE_ADDRESS, and PAGE_TITLE; write & < > " as &amp; &lt; &gt; &quot; and no double hyphen in the title. ${discoveryUrl}?target= with the encoded address gives the lines filled in.`,
});

const PING = ({ trackbackPrefix }: Announced): string => `${trackbackPrefix}ENCODED_PAGE_ADDRESS`;
