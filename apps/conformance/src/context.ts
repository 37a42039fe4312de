// What a case is given: an endpoint, a target, fresh pages, and a wire.
import type { Protocol } from '@trackwarden/contracts';
import { Failure, Skipped } from './failure.js';
import type { TrackwardenApi } from './receiver/trackwarden-api.js';
import { linking } from './source/contents.js';
import type { PageContent, SourcePage } from './source/source-page.js';
import type { SourceSite } from './source/source-site.js';
import { describeAnswer, type Answer } from './wire/answer.js';
import { exchange, NoAnswer } from './wire/exchange.js';
import type { HttpRequest } from './wire/http-request.js';

/** A receiver and its pages, as found or as told. */
export interface Receiver {
  /** The page or address that was named on the command line. */
  readonly page: string;
  readonly endpoints: Readonly<Record<Protocol, string | null>>;
  /** The page that is pinged. */
  readonly target: string;
  readonly otherTarget: string | null;
  readonly unknownTarget: string;
  /** Null unless the receiver is a Trackwarden and its token was given. */
  readonly api: TrackwardenApi | null;
}

export interface Exchange {
  readonly request: string;
  readonly answer: string;
}

const SHOWN_REQUEST = 1_000;
const SHOWN_ANSWER = 4_000;
const ANSWER_TIMEOUT_MS = 15_000;

export class CaseContext {
  /** Everything that went over the wire, for the report of a failure. */
  readonly exchanges: Exchange[] = [];

  constructor(
    readonly protocol: Protocol,
    readonly receiver: Receiver,
    /** Of the protocol under test. */
    readonly endpoint: string,
    private readonly sources: SourceSite,
    /** How long to wait for what happens after an answer. */
    readonly timeoutMs: number,
    /** Makes the paths of this case's pages unlike all others. */
    private readonly folder: string,
  ) {}

  get target(): string {
    return this.receiver.target;
  }

  get api(): TrackwardenApi | null {
    return this.receiver.api;
  }

  private pages = 0;

  /** A fresh source page; without content a post that links to the target. */
  page(content: PageContent = linking(this.target, this.folder), query = ''): SourcePage {
    this.pages += 1;
    return this.sources.page(content, `/${this.folder}/${this.pages}${query}`);
  }

  /** Sends and waits for the answer; none at all is a failure, and "too many" a reason to skip. */
  async send(request: HttpRequest): Promise<Answer> {
    const sent = `${request.method ?? 'GET'} ${request.url}\n${String(request.body ?? '')}`;
    try {
      const answer = await exchange(request, ANSWER_TIMEOUT_MS);
      this.exchanges.push({
        request: sent.slice(0, SHOWN_REQUEST),
        answer: `${describeAnswer(answer)}\n${answer.headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${answer.text.slice(0, SHOWN_ANSWER)}`,
      });
      if (answer.status === 429)
        throw new Skipped('the receiver answers 429 (too many); lift its limits for this run');
      return answer;
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      this.exchanges.push({ request: sent.slice(0, SHOWN_REQUEST), answer: error.message });
      throw new Failure('an answer', error.message);
    }
  }

  /** Fails unless the source is read in time. */
  async expectRead(page: SourcePage, what: string, count = 1): Promise<void> {
    if (await page.read(this.timeoutMs, count)) return;
    throw new Failure(
      `a GET of ${what} within ${this.timeoutMs / 1_000} s`,
      page.requests.length === 0
        ? 'no request'
        : `only ${page.requests.map(({ method }) => method).join(', ')}`,
    );
  }
}
