// Astro: a component for the head of a layout.
import type { Recipe } from '@trackwarden/contracts';
import { linkElements, rdfBlock, type Announced } from './announced.js';

export const astro = (addresses: Announced): Recipe => ({
  id: 'astro',
  name: 'Astro',
  file: 'src/components/Trackwarden.astro',
  language: 'astro',
  code: code(addresses),
  note: 'Put <Trackwarden title={title} /> into the <head> of your layout, and set site in astro.config.mjs. The property page is for a page whose address is not the one that Astro builds.',
});

/* A comment in a template takes no expressions, so the RDF block is put together as text. */
const code = (addresses: Announced): string => `---
interface Props {
  title: string;
  page?: string | URL;
}

const { title, page = new URL(Astro.url.pathname, Astro.site) } = Astro.props;
const address = new URL(page).href;
const trackback = '${addresses.trackbackPrefix}' + encodeURIComponent(address).replaceAll("'", '%27');
const escapedPage = address.replaceAll('&', '&amp;');
const escapedTitle = title
  .replaceAll('&', '&amp;')
  .replaceAll('<', '&lt;')
  .replaceAll('>', '&gt;')
  .replaceAll('"', '&quot;')
  .replaceAll('--', '&#45;&#45;');
const rdf = \`${rdfBlock({ page: '${escapedPage}', title: '${escapedTitle}', trackback: '${trackback}' })}\`;
---
${linkElements(addresses, '{trackback}').replace('"{trackback}"', '{trackback}')}
<Fragment set:html={rdf} />
`;
