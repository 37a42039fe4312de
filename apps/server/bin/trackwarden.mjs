#!/usr/bin/env node
// npx trackwarden: builds what is not built, then runs the command.
import { existsSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);
// an image holds what is built, and nothing to build it with
if (existsSync(new URL('node_modules/typescript', root))) {
  const { buildTypeScript } = await import(new URL('scripts/build.mjs', root).href);
  await buildTypeScript('apps/server', '--noCheck');
}
const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
