// The OpenAPI document, made from the routes and the schemas that check them.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { problemSchema } from '@trackwarden/contracts';
import { VERSION } from '../version.js';
import { pagePingPaths } from './open-api-page-pings.js';
import { trackbackPaths } from './open-api-trackback.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Operations that need no sign-in; all others of `/api/` do. */
const OPEN = new Set(['get /api/v1/setup', 'post /api/v1/setup', 'post /api/v1/session']);

export function registerOpenApi(app: INestApplication, publicUrl: string): void {
  const description =
    'Sign in by session cookie (writes need X-CSRF-Token) or by Authorization: Bearer. ' +
    'Errors are RFC 9457 problem details with a stable code.';
  const config = new DocumentBuilder()
    .setTitle('Trackwarden')
    .setDescription(description)
    .setVersion(VERSION)
    .setOpenAPIVersion('3.1.0')
    .addServer(publicUrl)
    .addSecurity('token', { type: 'http', scheme: 'bearer', description: 'An API token' })
    .addCookieAuth('trackwarden_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .build();
  SwaggerModule.setup('api/docs', app, () => complete(SwaggerModule.createDocument(app, config)), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Trackwarden API',
  });
}

/** Adds what holds for every route, and the routes that answer in another protocol. */
function complete(document: OpenAPIObject): OpenAPIObject {
  const { $schema: _, ...problem } = z.toJSONSchema(problemSchema);
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (!operation) continue;
      const isOpen = !path.startsWith('/api/') || OPEN.has(`${method} ${path}`);
      operation.security = isOpen ? [] : [{ token: [] }, { session: [] }];
      operation.responses.default = {
        description: 'A problem, with a stable code',
        content: { 'application/problem+json': { schema: problem as object } },
      };
      nameIds(operation);
    }
  }
  Object.assign(document.paths, trackbackPaths, pagePingPaths);
  return document;
}

function nameIds({ parameters }: Operation): void {
  for (const parameter of parameters ?? [])
    if ('in' in parameter && parameter.in === 'path' && parameter.name === 'id')
      parameter.schema = { type: 'string', format: 'uuid' };
}
