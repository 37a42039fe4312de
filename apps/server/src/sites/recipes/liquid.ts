// Jekyll and Eleventy in Liquid: the same include, but each knows the address of a page in its own way.
import type { Recipe } from '@trackwarden/contracts';
import { linkElements, rdfBlock, type Announced } from './announced.js';

export const jekyll = (addresses: Announced): Recipe => ({
  id: 'jekyll',
  name: 'Jekyll',
  file: '_includes/trackwarden.html',
  language: 'liquid',
  code: code(addresses, 'page.url | absolute_url', 'page.title'),
  note: 'Put {% include trackwarden.html %} into the <head> of your layout, and set url in _config.yml to the address of your site.',
});

export const eleventy = (addresses: Announced): Recipe => ({
  id: 'eleventy',
  name: 'Eleventy (Liquid)',
  file: '_includes/trackwarden.liquid',
  language: 'liquid',
  code: code(addresses, `page.url | uri_escape | prepend: "${addresses.origin}"`, 'title'),
  note: 'Put {% include "trackwarden.liquid" %} into the <head> of your Liquid layout. The first line holds the address of your site; the title is the one of the front matter.',
});

const code = (
  addresses: Announced,
  pageUrl: string,
  title: string,
): string => `{%- assign trackwarden_page = ${pageUrl} -%}
{%- assign trackwarden_title = ${title} | escape | replace: "--", "&#45;&#45;" -%}
{%- assign trackwarden_ping = trackwarden_page | url_encode | prepend: "${addresses.trackbackPrefix}" -%}
${linkElements(addresses, '{{ trackwarden_ping }}')}
${rdfBlock({ page: '{{ trackwarden_page | escape }}', title: '{{ trackwarden_title }}', trackback: '{{ trackwarden_ping }}' })}
`;
