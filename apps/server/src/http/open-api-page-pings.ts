// Pingback and Webmention in the OpenAPI document: XML-RPC and a form, addressed by the page itself.
import type { OpenAPIObject } from '@nestjs/swagger';

const xml = (description: string) => ({
  description,
  content: { 'text/xml': { schema: { type: 'string' } } },
});

const sentence = (description: string) => ({
  description,
  content: {
    'text/plain': { schema: { type: 'string' } },
    'application/json': {
      schema: {
        type: 'object',
        properties: { error: { type: 'string' }, error_description: { type: 'string' } },
      },
    },
    'text/html': { schema: { type: 'string' } },
  },
});

const pingback = {
  tags: ['public'],
  summary: 'Pingback 1.0 by XML-RPC: pingback.ping, pingback.extensions.getPingbacks',
  security: [],
  requestBody: {
    required: true,
    description: 'A methodCall; the Content-Type does not matter',
    content: { 'text/xml': { schema: { type: 'string' } } },
  },
  responses: {
    '200': xml('A string that holds the address of the status page, or a fault'),
    '405': xml('A call must use POST'),
    '413': xml('The body is too large'),
    '429': xml('Too many pings; see Retry-After'),
    '503': xml('Try again; see Retry-After'),
  },
};

const field = (description: string) => ({ type: 'string', format: 'uri', description });

const webmention = {
  tags: ['public'],
  summary: 'A Webmention',
  security: [],
  requestBody: {
    required: true,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          required: ['source', 'target'],
          properties: {
            source: field('The page that links to the target'),
            target: field('The page that is mentioned'),
            vouch: field('A page that links to the host of the source'),
            code: { type: 'string', description: 'Of a private Webmention' },
          },
        },
      },
    },
  },
  responses: {
    '201': {
      description: 'Stored; it will be checked',
      headers: {
        Location: { description: 'The status page', schema: { type: 'string', format: 'uri' } },
      },
    },
    '400': sentence('What the sender has to mend'),
    '405': sentence('A Webmention must use POST'),
    '413': sentence('The body is too large'),
    '429': sentence('Too many pings; see Retry-After'),
    '503': sentence('Try again; see Retry-After'),
  },
};

const form = {
  tags: ['public'],
  summary: 'A form to send a Webmention by hand, for a browser',
  security: [],
  responses: {
    '200': { description: 'The form', content: { 'text/html': { schema: { type: 'string' } } } },
    '405': sentence('A Webmention must use POST'),
  },
};

export const pagePingPaths: OpenAPIObject['paths'] = {
  '/pingback': { post: pingback },
  '/webmention': { post: webmention, get: form },
};
