// The account that PostgreSQL runs as when we are root, since it refuses to run as root itself.
import { statSync } from 'node:fs';
import { run, runsWell, type Account } from './run.js';
import { StartError } from './start-error.js';

const REFUSED = 'PostgreSQL does not run as root';
const REMEDY = 'start as an ordinary user, or set DATABASE_URL';

const creators: [command: string, args: string[]][] = [
  [
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
  ],
  ['adduser', ['-S', '-D', '-H', 'postgres']],
];

/**
 * The account to run PostgreSQL as; undefined when we are an ordinary user (or on Windows) and run
 * it ourselves. An existing cluster keeps the owner it has, so that a start as root after starts as
 * an ordinary user does not lock that user out.
 */
export async function databaseAccount(clusterDir: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(clusterDir, { throwIfNoEntry: false });
  if (owner !== undefined && owner.uid !== 0) {
    return becomable({ name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid });
  }
  const account =
    (await lookUp('postgres')) ?? (await createPostgres()) ?? (await lookUp('nobody'));
  if (account === undefined) throw new StartError(`${REFUSED} and there is no other: ${REMEDY}`);
  return becomable(account);
}

async function createPostgres(): Promise<Account | undefined> {
  for (const [command, args] of creators) {
    if (await runsWell(command, args)) return lookUp('postgres');
  }
  return undefined;
}

async function lookUp(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
  if (uid.code !== 0 || gid.code !== 0) return undefined;
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Containers may take the right to change users away from their root. */
async function becomable(account: Account): Promise<Account> {
  const trial = await run('/bin/sh', ['-c', ':'], { account });
  if (trial.code === 0) return account;
  throw new StartError(
    `${REFUSED} and this root may not become ${account.name} (${trial.stderr}): ${REMEDY}`,
  );
}
