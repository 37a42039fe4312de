#!/usr/bin/env node
// npx trackwarden: builds what is not built, then runs the command.
import { buildTypeScript } from '../../../scripts/build.mjs';

await buildTypeScript('apps/server', '--noCheck');
const { main } = await import('../dist/cli.js');
process.exitCode = await main(process.argv.slice(2));
