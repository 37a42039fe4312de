// A site with a queue that looks like one: proven and unproven pings, several languages, a decision.
import { Blog } from './outside.js';
import { sendPing } from './ping.js';
import type { Product } from './product.js';
import { until } from './until.js';

type Site = { id: string; trackbackUrl: string };
type Pings = { items: { id: string; status: string; claimed: { title: string } }[] };

const articles = [
  {
    path: '/2026/11/stopped-pruning',
    title: 'Why I stopped pruning in autumn',
    sentence: 'For years I cut everything back in October.',
    name: 'Hedgerow Diary',
    target: 'https://blog.example/2026/let-it-stand',
  },
  {
    path: '/reading/soil',
    title: 'Soil biology: a reading list',
    sentence: 'Seven books and one long argument about compost.',
    name: 'Compost Weekly',
    target: 'https://blog.example/2026/soil',
  },
  {
    path: '/aki',
    title: 'Осенние работы в саду',
    sentence: 'Осенью в саду работы больше, чем летом.',
    name: 'Садовый дневник',
    target: 'https://blog.example/2026/let-it-stand',
  },
  {
    path: '/jardin',
    title: 'Le jardin en novembre : ne rien couper',
    sentence: 'Tout le monde taille trop tôt, et moi aussi.',
    name: 'Carnet du jardin',
    target: 'https://blog.example/2026/pruning',
  },
  {
    path: '/tools',
    title: '10 tools every gardener needs',
    sentence: 'Buy now: cheap secateurs, best prices, free shipping.',
    name: 'Cheap Tools Outlet',
    target: 'https://blog.example/2026/pruning',
  },
  {
    path: '/beetles',
    title: 'Re: Pruning, again',
    sentence: 'Three times as many beetles, counted twice.',
    name: 'Alder & Ash',
    target: 'https://blog.example/2026/beetles',
  },
];

/** Resolves when everything is evaluated. Close the answer when done. */
export async function seed(product: Product): Promise<{ site: Site; close: () => void }> {
  const blog = await Blog.open();
  const site = await product.api<Site>('POST', '/sites', {
    name: 'Garden Notes',
    origins: ['https://blog.example'],
  });
  await product.api('POST', `/sites/${site.id}/webhooks`, {
    url: `${blog.url}/hook`,
    events: ['mention.approved'],
  });
  await product.api('POST', `/sites/${site.id}/targets`, {
    url: 'https://blog.example/2026/let-it-stand',
    title: 'Let it stand until spring',
  });
  for (const { path, title, sentence, name, target } of articles) {
    await sendPing(`${site.trackbackUrl}?target=${encodeURIComponent(target)}`, {
      url: blog.article(path, title, sentence, target),
      title,
      excerpt: sentence,
      blog_name: name,
    });
  }
  await sendPing(site.trackbackUrl, {
    url: `${blog.url}/missing`,
    title: 'Cheap designer handbags outlet',
    excerpt: 'cheap handbags',
    blog_name: 'Cheap designer handbags outlet',
  });
  const pings = () => product.api<Pings>('GET', `/pings?siteId=${site.id}`);
  await until('the seed is evaluated', async () =>
    (await pings()).items.every(({ status }) => status !== 'received'),
  );
  const approved = (await pings()).items.find(({ claimed }) => claimed.title.startsWith('Re:'));
  if (approved)
    await product.api('POST', '/decisions', { verdict: 'approve', pings: [{ id: approved.id }] });
  return { site, close: () => blog.close() };
}
