// npx trackwarden: commands that need neither server nor database.
import { config as readDotenv } from 'dotenv';
import { ConfigError, parseCommandConfig } from './config/config.js';
import { createCommandFetch } from './outgoing.js';
import { parseSendArguments, USAGE } from './send/command-arguments.js';
import { processTerminal, type Terminal } from './send/command-terminal.js';
import { runSend } from './send/send-command.js';
import { SENDING_USER_AGENT } from './send/sending-fetch.js';

/** Where a command reads and writes; tests hand in their own. */
export type CommandWorld = {
  terminal: Terminal;
  environment: Record<string, string | undefined>;
};

const DONE = 0;
const WRONG_USAGE = 2;

/** Runs a command; answers the exit code: 0 done, 1 failed or refused, 2 wrong usage. */
export async function main(argv: readonly string[], world?: CommandWorld): Promise<number> {
  if (!world) readDotenv({ quiet: true });
  const { terminal, environment } = world ?? {
    terminal: processTerminal(),
    environment: process.env,
  };
  const [command, ...rest] = argv;
  if (argv.some((argument) => argument === '--help' || argument === '-h')) {
    terminal.write(USAGE);
    return DONE;
  }
  const parsed =
    command === 'send' ? parseSendArguments(rest) : { complaint: 'There is one command: send.' };
  if ('complaint' in parsed) {
    terminal.warn(`${parsed.complaint}\n\n${USAGE}`);
    return WRONG_USAGE;
  }
  try {
    const fetch = createCommandFetch(parseCommandConfig(environment), SENDING_USER_AGENT);
    return await runSend(fetch, parsed, terminal);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    terminal.warn(`${error.message}\n`);
    return WRONG_USAGE;
  }
}
