// The arguments of `trackwarden send`.
import { parseArgs } from 'node:util';
import { parseHttpUrl } from '@trackwarden/protocol';

export const USAGE = `trackwarden send SOURCE [--target URL]... [--title TEXT] [--dry-run] [--yes] [--json]

Tells the pages that SOURCE links to about it, by Webmention, Pingback or TrackBack.
First shows exactly what will be sent to whom.

  --target URL   tell only this page; may be given several times
  --title TEXT   the title that TrackBack sends, instead of the page's own
  --dry-run      show, and send nothing
  --yes          do not ask before sending; without a terminal it is never asked
  --json         print one JSON document

Exit code: 0 all sent or nothing to send, 1 something failed or SOURCE was refused, 2 wrong usage.
TRACKWARDEN_FETCH_ALLOW, from the environment or a .env file, lets private addresses be reached.
`;

export type SendArguments = {
  source: string;
  targets: string[] | null;
  title: string | null;
  dryRun: boolean;
  yes: boolean;
  json: boolean;
};

/** What is wrong in one sentence, when something is. */
export function parseSendArguments(argv: readonly string[]): SendArguments | { complaint: string } {
  const parsed = parse(argv);
  if ('complaint' in parsed) return parsed;
  const { values, positionals } = parsed;
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0)
    return { complaint: 'Name one SOURCE: the address of the page.' };
  const addresses = [given, ...(values.target ?? [])];
  const wrong = addresses.find((address) => parseHttpUrl(address) === null);
  if (wrong !== undefined) return { complaint: `"${wrong}" is no http or https address.` };
  return {
    source: parseHttpUrl(given)?.href ?? given,
    targets: values.target ?? null,
    title: values.title ?? null,
    dryRun: values['dry-run'],
    yes: values.yes,
    json: values.json,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        target: { type: 'string', multiple: true },
        title: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', short: 'y', default: false },
        json: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    return { complaint: error instanceof Error ? error.message : String(error) };
  }
}
