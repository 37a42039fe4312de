// An HTTP answer as it came, and the words in which a failure speaks of it.

export interface Answer {
  readonly url: string;
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Without transfer and content coding. */
  readonly body: Buffer;
  /** The body as UTF-8; a byte order mark stays, wrong bytes become U+FFFD. */
  readonly text: string;
  /** Milliseconds since 1970, when the last byte had come. */
  readonly receivedAt: number;
}

const UTF8 = new TextDecoder('utf-8', { ignoreBOM: true });

export const textOf = (body: Buffer): string => UTF8.decode(body);

/** The first header of this name, or an empty string. */
export function header(answer: Answer, name: string): string {
  return answer.headers.find(([given]) => given.toLowerCase() === name)?.[1] ?? '';
}

/** The media type without parameters, in lower case. */
export function mediaType(answer: Answer): string {
  return (header(answer, 'content-type').split(';')[0] ?? '').trim().toLowerCase();
}

const SHOWN = 160;

/** One line: status, type and the beginning of the body. */
export function describeAnswer(answer: Answer): string {
  const type = header(answer, 'content-type') || 'no Content-Type';
  const shown = answer.text.slice(0, SHOWN);
  const body =
    answer.text === ''
      ? 'an empty body'
      : JSON.stringify(shown) + (shown === answer.text ? '' : '…');
  return `HTTP ${answer.status}, ${type}, ${body}`;
}
