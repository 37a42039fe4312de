// A thread that tries regular expressions of rules, so that a slow one can be ended from outside.
import { parentPort } from 'node:worker_threads';
import { RE2JS } from 're2js';

const compiled = new Map();

/** Case does not matter, as with words. */
function patternOf(source) {
  let pattern = compiled.get(source);
  if (pattern === undefined) {
    if (compiled.size > 500) compiled.clear();
    pattern = RE2JS.compile(source, RE2JS.CASE_INSENSITIVE);
    compiled.set(source, pattern);
  }
  return pattern;
}

parentPort.on('message', ({ trials }) => {
  for (const { pattern, text } of trials) {
    try {
      parentPort.postMessage({ found: patternOf(pattern).matcher(text).find() });
    } catch (error) {
      parentPort.postMessage({ fault: error instanceof Error ? error.message : String(error) });
    }
  }
});
parentPort.postMessage({ ready: true });
