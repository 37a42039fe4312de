// The HTTP program: Nest on Fastify with raw bodies, cookies, security headers, OpenAPI and the dashboard.
import fastifyCookie from '@fastify/cookie';
import type { LoggerService } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule, type Setting } from '../app.module.js';
import { API_BODY_BYTES, registerContentParsers } from './content-parsers.js';
import { registerDashboard } from './dashboard-files.js';
import { registerOpenApi } from './open-api.js';
import { sendFrameworkError } from './problem.filter.js';
import { registerSecurityHeaders } from './security-headers.js';

/** A sender that needs longer for head and body than this is cut off. */
const REQUEST_TIMEOUT_MS = 20_000;

export async function createHttpApp(
  setting: Setting,
  logger: LoggerService,
): Promise<NestFastifyApplication> {
  const { publicUrl, trustedProxies } = setting.config;
  const adapter = new FastifyAdapter({
    bodyLimit: API_BODY_BYTES,
    trustProxy: trustedProxies.length > 0 ? [...trustedProxies] : false,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: true,
    frameworkErrors: sendFrameworkError,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 4_096 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.for(setting), adapter, {
    bodyParser: false,
    logger,
    abortOnError: false,
  });
  const fastify = adapter.getInstance();
  registerContentParsers(fastify);
  await fastify.register(fastifyCookie);
  registerSecurityHeaders(fastify, publicUrl);
  registerOpenApi(app, publicUrl);
  await registerDashboard(fastify);
  return app;
}
