// Lets CommonJS packages require ES modules inside Jest, which on Node 20 cannot do what Node itself can.
import { jest } from '@jest/globals';
import * as contentDisposition from 'content-disposition';

// @fastify/static requires it; to be loaded before anything that imports @fastify/static
jest.mock('content-disposition', () => contentDisposition);
