// The limit that intake is held against, a program of its own: one Fastify route, the same form body, one multi-row insert per batch.
import { parse } from 'node:querystring';
import fastify from 'fastify';
import pg from 'pg';

/** The product collects for as long: both answer after the commit of a batch. */
const COLLECT_MS = 2;
const MOST_ROWS = 200;

type Row = { url: string; title: string; excerpt: string; blogName: string };
type Waiting = { row: Row; done: () => void; failed: (error: unknown) => void };

const ANSWER =
  '<?xml version="1.0" encoding="utf-8"?>\n<response>\n<error>0</error>\n</response>\n';

const INSERT = {
  name: 'insert',
  text: `INSERT INTO bench.bench_bare (url, title, excerpt, blog_name, received_at)
    SELECT row.*, now() FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS row`,
};

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });
let batch: Waiting[] = [];

function insert(row: Row): Promise<void> {
  return new Promise((done, failed) => {
    batch.push({ row, done, failed });
    if (batch.length === 1) setTimeout(() => void flush(), COLLECT_MS);
    if (batch.length >= MOST_ROWS) void flush();
  });
}

async function flush(): Promise<void> {
  const together = batch;
  batch = [];
  if (together.length === 0) return;
  const column = (of: (row: Row) => string) => together.map(({ row }) => of(row));
  try {
    await pool.query({
      ...INSERT,
      values: [
        column(({ url }) => url),
        column(({ title }) => title),
        column(({ excerpt }) => excerpt),
        column(({ blogName }) => blogName),
      ],
    });
    for (const { done } of together) done();
  } catch (error) {
    for (const { failed } of together) failed(error);
  }
}

function rowOf(body: string): Row {
  const form = parse(body);
  const field = (name: string) => String(form[name] ?? '');
  return {
    url: field('url'),
    title: field('title'),
    excerpt: field('excerpt'),
    blogName: field('blog_name'),
  };
}

const app = fastify();
app.addContentTypeParser(
  'application/x-www-form-urlencoded',
  { parseAs: 'string' },
  (_request, body, done) => done(null, rowOf(String(body))),
);
app.get('/health', () => 'ok');
app.post('/ping', async (request, reply) => {
  await insert(request.body as Row);
  void reply.header('content-type', 'text/xml; charset=utf-8');
  return ANSWER;
});
await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' });

process.once('SIGTERM', () => {
  void app
    .close()
    .then(() => pool.end())
    .then(() => process.exit(0));
});
