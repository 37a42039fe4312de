// `npm start`: builds what is not built, then runs the product in this process.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
process.chdir(root);

if (!existsSync('node_modules/typescript')) {
  process.stderr.write('The packages are not installed: run `npm ci` first.\n');
  process.exit(1);
}

const { build } = await import('./build.mjs');
try {
  // types are checked by npm run typecheck; a start should not wait for it
  await build('apps/server', '--noCheck');
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
await import('../apps/server/dist/main.js');
