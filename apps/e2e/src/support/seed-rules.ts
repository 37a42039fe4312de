// Rules and lists as a site has them after a while: live, in shadow, a draft; a block, a trust with exceptions.
import type { Product } from './product.js';

type Made = { id: string };

const words = (field: string, value: string[]) => ({
  match: 'all',
  items: [{ field, operator: 'word', value }],
});

/** Answers the rule that is edited in pictures. */
export async function seedRules(product: Product, siteId: string): Promise<{ ruleId: string }> {
  const rule = (body: object) => product.api<Made>('POST', `/sites/${siteId}/rules`, body);
  await rule({
    name: 'Name equals title',
    state: 'live',
    conditions: {
      match: 'all',
      items: [{ field: 'blog-name', operator: 'same-as', value: 'title' }],
    },
    action: { do: 'points', points: 2.5 },
  });
  await rule({
    name: 'Over 40 outgoing links',
    state: 'shadow',
    conditions: {
      match: 'all',
      items: [{ field: 'outgoing-hosts', operator: 'at-least', value: 40 }],
    },
    action: { do: 'points', points: 1 },
  });
  const { id } = await rule({
    name: 'Gardening tools for sale',
    note: 'They come every spring.',
    conditions: {
      match: 'all',
      items: [
        { field: 'title', operator: 'word', value: ['pruning', 'tools', 'handbags'] },
        { match: 'any', items: words('excerpt', ['cheap', 'october']).items },
      ],
    },
    action: { do: 'points', points: 3 },
  });
  await product.api('PATCH', `/rules/${id}`, { name: 'Tools and handbags for sale' });
  const entry = (body: object) => product.api('POST', `/sites/${siteId}/lists`, body);
  await entry({ list: 'block', scope: 'domain', value: 'casino.example', note: 'Since 2019' });
  await entry({
    list: 'trust',
    scope: 'domain',
    value: 'hedgerow.example',
    exceptions: ['hedgerow.example/guests'],
    expiresAt: '2027-05-01T23:59:59.000Z',
  });
  return { ruleId: id };
}
