// Was the source found to mention the target? Seen in the API, in the answer itself, or on a status page.
import type { CaseContext } from './context.js';
import { Failure, Skipped } from './failure.js';
import type { SourcePage } from './source/source-page.js';
import { header, type Answer } from './wire/answer.js';
import { until } from './wire/until.js';

export interface Outcome {
  readonly isLinked: boolean;
  /** In the words of where it was seen. */
  readonly said: string;
}

/** The words of status pages, webmention.io's among them. */
const LINKED =
  /^(?:linked|success|accepted|approved|verified|published|in-moderation|ok|completed?)$/;
const NOT_LINKED =
  /^(?:no[-_]link(?:[-_]found)?|not[-_]published|invalid|rejected|failed|failure|error|gone|deleted|removed|unreachable|unsupported|target_not_found|source_not_found)$/;

/** What became of a ping; `wasTaken` is what its answer said. */
export async function outcomeOf(
  context: CaseContext,
  page: SourcePage,
  answer: Answer,
  wasTaken: boolean,
): Promise<Outcome> {
  if (!wasTaken) return { isLinked: false, said: `a refusal (HTTP ${answer.status})` };
  if (context.api) {
    const { verification } = await context.api.verified(page.url, context.timeoutMs);
    return { isLinked: verification.state === 'linked', said: verification.state };
  }
  const url = statusUrlOf(context, page, answer);
  if (url !== null) return onStatusPage(context, url);
  // a receiver that answers only when it has the source says the outcome with its answer
  if (page.wasSentBefore(answer.receivedAt))
    return { isLinked: true, said: 'success after it had read the source' };
  throw new Skipped('the outcome cannot be seen: it comes after the answer (see --token)');
}

/** The status page of a ping: in Location, or within the words that answer a pingback. */
export function statusUrlOf(
  { endpoint, target }: CaseContext,
  page: SourcePage,
  answer: Answer,
): string | null {
  const location = header(answer, 'location');
  if (location !== '') return new URL(location, answer.url).href;
  const { origin } = new URL(endpoint);
  const named = answer.text.match(/https?:\/\/[^\s<>"']+/g) ?? [];
  const own = named.filter((url) => url.startsWith(`${origin}/`));
  return own.find((url) => url !== target && url !== page.url) ?? null;
}

/**
 * What a status page says of the check, as soon as it says anything; with `wanted`, as soon as it says
 * that, or else its last word.
 */
export async function onStatusPage(
  context: CaseContext,
  url: string,
  wanted?: boolean,
): Promise<Outcome> {
  let [last, words] = [null as Outcome | null, ''];
  await until(async () => {
    const answer = await context.send({ url, headers: [['Accept', 'application/json']] });
    const said = wordsOf(answer.text);
    words = said.join(', ');
    // what was verified comes before what was decided
    const word = said.find((each) => LINKED.test(each) || NOT_LINKED.test(each));
    last = word === undefined ? null : { isLinked: LINKED.test(word), said: word };
    return last === null || (wanted !== undefined && last.isLinked !== wanted) ? null : last;
  }, context.timeoutMs);
  if (last) return last;
  throw new Skipped(`the status page does not say the outcome in words known here (${words})`);
}

function wordsOf(json: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return [];
  }
  const { verification, status, state } = Object(value) as Record<string, unknown>;
  const inner = Object(verification) as Record<string, unknown>;
  return [verification, inner['state'], status, state].filter((word) => typeof word === 'string');
}

export function expectLinked(outcome: Outcome): void {
  if (!outcome.isLinked) throw new Failure('the mention to be found in the source', outcome.said);
}

export function expectNotLinked(outcome: Outcome): void {
  if (outcome.isLinked) throw new Failure('no mention to be found in the source', outcome.said);
}
