// Rules to start from, as data: those that can hurt come in shadow and only count.
import type { CreateRule } from '@trackwarden/contracts';

export const starterRules: CreateRule[] = [
  {
    name: 'Site name and title are the same',
    note: 'Tools that send TrackBacks in bulk often put one sales phrase into both fields.',
    state: 'shadow',
    conditions: {
      match: 'all',
      items: [
        { field: 'protocol', operator: 'equals', value: 'trackback' },
        { field: 'blog-name', operator: 'same-as', value: 'title' },
      ],
    },
    action: { do: 'points', points: 2.5 },
  },
  {
    name: 'Lending and credit in the site name',
    note: 'A name that offers money is seldom a name.',
    state: 'shadow',
    conditions: {
      match: 'any',
      items: [
        { field: 'blog-name', operator: 'word', value: ['loan', 'loans', 'payday', 'refinance'] },
        { field: 'blog-name', operator: 'phrase', value: ['credit repair', 'bad credit'] },
      ],
    },
    action: { do: 'points', points: 3 },
  },
  {
    name: 'Pills in the title or the link',
    note: 'Leave it in shadow on a site about medicine.',
    state: 'shadow',
    conditions: {
      match: 'any',
      items: [
        { field: 'title', operator: 'word', value: ['viagra', 'cialis', 'tramadol', 'xanax'] },
        {
          field: 'anchor-text',
          operator: 'word',
          value: ['viagra', 'cialis', 'tramadol', 'xanax'],
        },
      ],
    },
    action: { do: 'points', points: 3 },
  },
  {
    name: 'More than 60 links to other sites',
    note: 'Directories and link farms; blogs with a long blogroll too.',
    state: 'shadow',
    conditions: {
      match: 'all',
      items: [{ field: 'outgoing-hosts', operator: 'at-least', value: 60 }],
    },
    action: { do: 'points', points: 1 },
  },
  {
    name: 'Forum markup in the excerpt',
    note: 'Square-bracket links are sprayed at every kind of form.',
    state: 'shadow',
    conditions: {
      match: 'all',
      items: [{ field: 'excerpt', operator: 'matches', value: '\\[(url|link)[=\\]]' }],
    },
    action: { do: 'points', points: 3 },
  },
];
