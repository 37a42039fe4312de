// Builds what judges and measures, as far as it is not built, and runs one of its programs.
// node scripts/measure.mjs evaluate --train a.jsonl --test b.jsonl --out scores.jsonl
import { buildTypeScript } from './build.mjs';

const [program] = process.argv.splice(2, 1);
try {
  await buildTypeScript('apps/evaluate', '--noCheck');
  await import(`../apps/evaluate/dist/${program}.js`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
