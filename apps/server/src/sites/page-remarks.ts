// What the owner of a page should know about how senders find it. Pure.
import type { PageCheck } from '@trackwarden/contracts';
import { sameResource } from '@trackwarden/protocol';

type Checked = {
  url: string;
  finalUrl: string;
  html: string;
  found: PageCheck['found'];
};

const NAMES = { trackback: 'TrackBack', pingback: 'Pingback', webmention: 'Webmention' } as const;

export function remarksOn({ url, finalUrl, html, found }: Checked): PageCheck['remarks'] {
  const remarks: PageCheck['remarks'] = [];
  const problem = (text: string) => remarks.push({ level: 'problem', text });
  const advice = (text: string) => remarks.push({ level: 'advice', text });

  if (found.every(({ endpoint }) => endpoint === null))
    problem('Senders find nothing on this page: paste the snippet, or send the headers.');
  for (const { protocol, endpoint, isOurs } of found) {
    if (endpoint !== null && !isOurs)
      problem(
        protocol === 'trackback' && endpoint.includes('/trackback/')
          ? `The TrackBack address ${endpoint} is not the one of this page.`
          : `${NAMES[protocol]} leads elsewhere: ${endpoint}`,
      );
  }
  const [lacking, having] = [
    found.filter(({ endpoint }) => endpoint === null),
    found.filter(({ endpoint }) => endpoint !== null),
  ];
  if (having.length > 0)
    for (const { protocol } of lacking) advice(`${NAMES[protocol]} is not announced.`);
  if (/<rdf:Description\b/i.test(html) && lacking.some(({ protocol }) => protocol === 'trackback'))
    problem(
      'The RDF block is not for this page: its dc:identifier must be the address of the page.',
    );
  if (!sameResource(url, finalUrl))
    advice(`The page redirects to ${finalUrl}: give senders and the snippet that address.`);
  return remarks;
}
