// The words of the command line, read strictly: what is not understood is said in one line.
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { protocolSchema, readUrl, type Protocol } from '@trackwarden/contracts';
import type { ConformanceOptions } from './options.js';
import { messageOf } from './failure.js';

export class UsageError extends Error {
  override name = 'UsageError';
}

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly only: readonly Protocol[] }
  | {
      readonly kind: 'run';
      readonly options: ConformanceOptions;
      readonly json: string | null;
      readonly junit: string | null;
    };

const text = { type: 'string' } as const;
const options = {
  trackback: text,
  pingback: text,
  webmention: text,
  target: text,
  'other-target': text,
  'unknown-target': text,
  only: { type: 'string', multiple: true },
  case: { type: 'string', multiple: true },
  json: text,
  junit: text,
  'source-host': text,
  'source-port': text,
  timeout: text,
  token: text,
  list: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const satisfies ParseArgsConfig['options'];

export function readCommand(argv: readonly string[]): Command {
  const { values, positionals } = parsed(argv);
  if (values.help === true) return { kind: 'help' };
  const only = values.only?.map(protocol);
  if (values.list === true) return { kind: 'list', only: only ?? protocolSchema.options };

  const [receiver, ...others] = positionals;
  if (receiver === undefined) throw new UsageError('Name a page that takes pings.');
  if (others.length > 0)
    throw new UsageError(`One page only, not "${others.join('" and "')}" too.`);
  const { json = null, junit = null } = values;
  if (json === '-' && junit === '-')
    throw new UsageError('Only one of --json and --junit can be written to "-".');
  const address = (name: 'target' | 'other-target' | 'unknown-target' | Protocol) =>
    values[name] === undefined ? undefined : httpUrl(`--${name}`, values[name]);

  const sourcePort = values['source-port'];
  const run: ConformanceOptions = {
    receiver: httpUrl('the page', receiver),
    endpoints: defined({
      trackback: address('trackback'),
      pingback: address('pingback'),
      webmention: address('webmention'),
    }),
    ...defined({
      target: address('target'),
      otherTarget: address('other-target'),
      unknownTarget: address('unknown-target'),
      only,
      cases: values.case,
      sourceHost: values['source-host'],
      sourcePort:
        sourcePort === undefined ? undefined : number('--source-port', sourcePort, 65_535),
      timeoutMs:
        values.timeout === undefined
          ? undefined
          : number('--timeout', values.timeout, 3_600) * 1_000,
      token: values.token,
    }),
  };
  return { kind: 'run', options: run, json, junit };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const said = messageOf(error);
    throw new UsageError(`${said.split('. ')[0] ?? said}.`.replace(/\.\.$/, '.'));
  }
}

function protocol(word: string): Protocol {
  const found = protocolSchema.options.find((each) => each === word);
  if (found) return found;
  throw new UsageError(`--only takes ${protocolSchema.options.join(', ')}; not "${word}".`);
}

function httpUrl(what: string, word: string): string {
  const url = readUrl(word);
  if (url && /^https?:$/.test(url.protocol)) return url.href;
  throw new UsageError(`For ${what} give an http or https address; not "${word}".`);
}

function number(what: string, word: string, most: number): number {
  if (/^\d{1,6}$/.test(word) && Number(word) >= 1 && Number(word) <= most) return Number(word);
  throw new UsageError(`${what} takes a whole number from 1 to ${most}; not "${word}".`);
}

/** Without the properties that are undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
