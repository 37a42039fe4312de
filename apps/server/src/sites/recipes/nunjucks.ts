// Eleventy in Nunjucks, whose layouts cannot include Liquid.
import type { Recipe } from '@trackwarden/contracts';
import { linkElements, rdfBlock, type Announced } from './announced.js';

export const eleventyNunjucks = (addresses: Announced): Recipe => ({
  id: 'eleventy-nunjucks',
  name: 'Eleventy (Nunjucks)',
  file: '_includes/trackwarden.njk',
  language: 'nunjucks',
  code: code(addresses),
  note: 'Put {% include "trackwarden.njk" %} into the <head> of your Nunjucks layout. The first line holds the address of your site; the title is the one of the front matter.',
});

/* Nunjucks can encode a part of an address only: what stands plain in a path is put back. */
const code = (addresses: Announced): string => `{%- set trackwardenSite = "${addresses.origin}" -%}
{%- set trackwardenPath = page.url | urlencode -%}
{%- for plain in ["/", ":", "@", "&", "=", "+", "$", ",", ";"] -%}
{%- set trackwardenPath = trackwardenPath | replace(plain | urlencode, plain) -%}
{%- endfor -%}
{%- set trackwardenPage = trackwardenSite + trackwardenPath -%}
{%- set trackwardenTitle = title | escape | replace("--", "&#45;&#45;") | safe -%}
{%- set trackwardenPing = "${addresses.trackbackPrefix}" + (trackwardenPage | urlencode | replace("'", "%27")) -%}
${linkElements(addresses, '{{ trackwardenPing }}')}
${rdfBlock({ page: '{{ trackwardenPage | escape }}', title: '{{ trackwardenTitle }}', trackback: '{{ trackwardenPing }}' })}
`;
