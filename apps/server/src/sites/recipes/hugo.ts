// Hugo: a partial. Its template engine drops comments, so the RDF block is put together as text.
import type { Recipe } from '@trackwarden/contracts';
import { linkElements, rdfBlock, type Announced } from './announced.js';

export const hugo = (addresses: Announced): Recipe => ({
  id: 'hugo',
  name: 'Hugo',
  file: 'layouts/partials/trackwarden.html',
  language: 'go-template',
  code: code(addresses),
  note: 'Put {{ partial "trackwarden.html" . }} into the <head> of layouts/_default/baseof.html. With hugo --minify, set keepComments and keepQuotes to true under minify.tdewolff.html, or the RDF block and the literal form that Pingback wants are lost.',
});

const code = (addresses: Announced): string => `{{- $page := htmlEscape .Permalink -}}
{{- $title := replace (htmlEscape .Title) "--" "&#45;&#45;" -}}
{{- $trackback := printf "${addresses.trackbackPrefix.replaceAll('%', '%%')}%s" (urlquery .Permalink) -}}
${linkElements(addresses, '{{ $trackback }}')}
{{ printf \`${rdfBlock({ page: '%s', title: '%s', trackback: '%s' })}\` $page $page $title $trackback | safeHTML }}
`;
