// The HTTP program: Nest on Fastify with raw bodies, cookies, security headers, OpenAPI and the dashboard.
import fastifyCookie from '@fastify/cookie';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule, type Setting } from '../app.module.js';
import { API_BODY_BYTES, registerContentParsers } from './content-parsers.js';
import { boundConnections } from './bound-connections.js';
import { registerDashboard } from './dashboard-files.js';
import { registerOpenApi } from './open-api.js';
import { sendFrameworkError } from './problem.filter.js';
import { registerSecurityHeaders, securityHeaders } from './security-headers.js';

export async function createHttpApp(
  setting: Setting,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const { publicUrl, trustedProxies, edge } = setting.config;
  const headers = securityHeaders(publicUrl);
  const adapter = new FastifyAdapter({
    bodyLimit: API_BODY_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    requestTimeout: edge.requestTimeoutMs,
    http: {
      headersTimeout: edge.headersTimeoutMs,
      connectionsCheckingInterval: edge.checkEveryMs,
      maxHeaderSize: edge.maxHeaderBytes,
    },
    forceCloseConnections: true,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(headers);
      sendFrameworkError(error, request, reply);
    },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4_096 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(setting), adapter, {
    bodyParser: false,
    logger,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  boundConnections(fastify.server, setting.config);
  registerContentParsers(fastify);
  await fastify.register(fastifyCookie);
  registerSecurityHeaders(fastify, publicUrl);
  registerOpenApi(app, publicUrl);
  await registerDashboard(fastify);
  return app;
}
