// What may stand behind the question mark of each page; every value is plain text, wrong ones are dropped.
import { z } from 'zod';

const text = z.string().max(512).optional().catch(undefined);

export const queueViews = [
  'pending',
  'first-seen',
  'copies',
  'held',
  'audit',
  'spam',
  'approved',
  'all',
] as const;

const rootShape = z.object({ site: text });
const queueShape = z.object({
  view: z.enum(queueViews).optional().catch(undefined),
  q: text,
  campaign: text,
  ping: text,
  open: z.literal('1').optional().catch(undefined),
});
export const rulesParts = ['rules', 'lists', 'imports'] as const;
const rulesShape = z.object({
  part: z.enum(rulesParts).optional().catch(undefined),
  rule: text,
  from: text,
});
export const sourcesParts = ['sources', 'campaigns'] as const;
const sourcesShape = z.object({ shown: z.enum(sourcesParts).optional().catch(undefined) });
export const siteSections = ['general', 'addresses', 'pages', 'policy', 'trust'] as const;
const siteShape = z.object({ section: z.enum(siteSections).optional().catch(undefined) });
const webhooksShape = z.object({ webhook: text });
const setupShape = z.object({
  token: text,
  step: z.enum(['site', 'discovery', 'test']).optional().catch(undefined),
});
const signInShape = z.object({ to: text });

type Given = Record<string, unknown>;

export const rootSearch = (given: Given) => rootShape.parse(given);
export const queueSearch = (given: Given) => queueShape.parse(given);
export const rulesSearch = (given: Given) => rulesShape.parse(given);
export const sourcesSearch = (given: Given) => sourcesShape.parse(given);
export const siteSearch = (given: Given) => siteShape.parse(given);
export const webhooksSearch = (given: Given) => webhooksShape.parse(given);
export const setupSearch = (given: Given) => setupShape.parse(given);
export const signInSearch = (given: Given) => signInShape.parse(given);

export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text));

export function stringifySearch(values: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && value !== '') search.set(name, value);
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
