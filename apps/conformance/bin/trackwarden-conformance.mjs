#!/usr/bin/env node
// npx trackwarden-conformance: builds what is not built, then runs the suite.
import { buildTypeScript } from '../../../scripts/build.mjs';

await buildTypeScript('apps/conformance', '--noCheck');
const { main } = await import('../dist/main.js');
process.exitCode = await main(process.argv.slice(2));
