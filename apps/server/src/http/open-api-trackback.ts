// TrackBack in the OpenAPI document: its bodies are form fields in and XML envelopes out.
import type { OpenAPIObject } from '@nestjs/swagger';

const envelope = (description: string) => ({
  description,
  content: { 'text/xml': { schema: { type: 'string' } } },
});

const key = (name: string, description: string) => ({
  name,
  in: 'path' as const,
  required: true,
  description,
  schema: { type: 'string' },
});

const target = {
  name: 'target',
  in: 'query' as const,
  description: "With a site's key: the page that is pinged. Without it: the site-wide inbox.",
  schema: { type: 'string', format: 'uri' },
};

const post = {
  tags: ['public'],
  summary: 'A TrackBack 1.2 ping',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          required: ['url'],
          properties: {
            url: { type: 'string', format: 'uri' },
            title: { type: 'string' },
            excerpt: { type: 'string' },
            blog_name: { type: 'string' },
            charset: { type: 'string' },
          },
        },
      },
    },
  },
  responses: {
    '200': envelope('`<error>0</error>`, or a refusal as `<error>1</error>` with a message'),
    '413': envelope('The body is too large'),
    '415': envelope('The content type is not a form'),
    '429': envelope('Too many pings; see Retry-After'),
    '503': envelope('Try again; see Retry-After'),
  },
};

const get = {
  tags: ['public'],
  summary: 'For a browser a redirect to the page; with __mode=rss the approved pings',
  security: [],
  responses: {
    '200': envelope('RSS 0.91 in the envelope of the response'),
    '302': { description: "The target's page, for a browser" },
    '405': envelope('A ping must use POST'),
  },
};

const mode = { name: '__mode', in: 'query' as const, schema: { type: 'string', enum: ['rss'] } };

export const trackbackPaths: OpenAPIObject['paths'] = {
  '/trackback/{key}': {
    parameters: [key('key', "A target's or a site's key"), target],
    post,
    get: { ...get, parameters: [mode] },
  },
  '/trackback/{key}/{passphrase}': {
    parameters: [key('key', "A target's key"), key('passphrase', "The target's passphrase")],
    post,
  },
};
