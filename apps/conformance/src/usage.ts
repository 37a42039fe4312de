// What --help and --list print.
import type { Protocol } from '@trackwarden/contracts';
import { allCases } from './cases/all-cases.js';

export const USAGE = `trackwarden-conformance <page> [options]

Tries a receiver of TrackBack, Pingback and Webmention on its protocols. It sends many
pings, good and bad: use it on a receiver of your own.

  <page>                 a page that takes pings; its endpoints are discovered from it

Where the receiver is
  --trackback URL        endpoints that are not to be discovered
  --pingback URL
  --webmention URL
  --target URL           the page to ping, when <page> is the receiver's own address
  --other-target URL     a second page that takes pings
  --unknown-target URL   a page that takes none (https://unknown.invalid/no-such-page)
  --token TOKEN          the receiver is a Trackwarden: makes a site through its API, reads
                         there what became of each ping, and deletes the site afterwards

What is tried
  --only PROTOCOL        trackback, pingback or webmention; may be given again
  --case ID              one case; may be given again
  --list                 print the cases with their clauses

How
  --source-host HOST     the name under which the receiver reaches the suite's own source
                         pages (127.0.0.1)
  --source-port N        their port (any that is free)
  --timeout SECONDS      how long to wait for what comes after an answer (30)
  --json FILE            write the report as JSON; "-" is stdout
  --junit FILE           write the report as JUnit XML; "-" is stdout

Exit code: 0 every MUST passed, 1 a MUST failed, 2 wrong usage or nothing could be run.
`;

export function listOf(only: readonly Protocol[]): string {
  const cases = allCases.filter(({ protocol }) => only.includes(protocol));
  const width = Math.max(...cases.map(({ id }) => id.length));
  return cases
    .map(
      ({ id, level, title, clause }) =>
        `${id.padEnd(width)}  ${level.padEnd(8)}  ${title}  [${clause}]\n`,
    )
    .join('');
}
