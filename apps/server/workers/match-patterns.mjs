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

function answerOf({ pattern, text }) {
  try {
    return { found: patternOf(pattern).matcher(text).find() };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

// many quick ones end here when their time is used up; one that never ends is ended from outside
parentPort.on('message', ({ trials, allowedMs }) => {
  const started = performance.now();
  const answers = [];
  for (const trial of trials) {
    if (performance.now() - started >= allowedMs) break;
    answers.push(answerOf(trial));
  }
  parentPort.postMessage({ answers, tookMs: performance.now() - started });
});
parentPort.postMessage({ ready: true });
