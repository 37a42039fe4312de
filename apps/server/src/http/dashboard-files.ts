// Serves the built dashboard: its files, and its one page for every address of its own.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

const folder = fileURLToPath(new URL('../../../dashboard/dist', import.meta.url));

/** The addresses that the dashboard's router knows; everything else is not found. */
const pages = [
  '/',
  '/queue',
  '/history',
  '/sources',
  '/rules',
  '/learning',
  '/site',
  '/webhooks',
  '/sent',
  '/settings',
  '/setup',
  '/sign-in',
];

export async function registerDashboard(fastify: FastifyInstance): Promise<void> {
  if (!existsSync(`${folder}/index.html`)) return;
  const index = await readFile(`${folder}/index.html`);
  await fastify.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    maxAge: '1y',
    immutable: true,
  });
  const sendIndex = (reply: FastifyReply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(index);
  for (const page of pages) fastify.get(page, (_request, reply) => sendIndex(reply));
}
