// Shows a folder to the account PostgreSQL runs as, also below folders which that account cannot enter.
import { closeSync, constants, existsSync, openSync } from 'node:fs';
import { runsWell, type Account } from './run.js';
import { StartError } from './start-error.js';

/** How a program of that account names the folder, and what it must inherit for the name to hold. */
export type FolderView = { path: string; inherited: number[]; close(): void };

/**
 * Under /root and the like, the folder is handed over as an open descriptor: the kernel follows
 * `/proc/self/fd/3` straight to it and asks for no right on the folders above. PostgreSQL and all
 * that it starts inherit the descriptor. Close the view once the program runs.
 */
export async function viewFolder(
  folder: string,
  account: Account | undefined,
): Promise<FolderView> {
  const plain = { path: folder, inherited: [], close: () => undefined };
  if (account === undefined || (await canEnter(folder, account))) return plain;
  if (!existsSync('/proc/self/fd')) {
    throw new StartError(
      `${account.name}, which runs PostgreSQL, cannot enter ${folder}: set TRACKWARDEN_DATA_DIR to a folder outside of private ones`,
    );
  }
  const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
  return {
    path: '/proc/self/fd/3',
    inherited: [descriptor],
    close: () => closeSync(descriptor),
  };
}

function canEnter(folder: string, account: Account): Promise<boolean> {
  return runsWell('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { account });
}
