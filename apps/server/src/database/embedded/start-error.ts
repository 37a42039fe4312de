// The expected failures of starting the embedded PostgreSQL, always told in one readable line.
import { types } from 'node:util';

// Not `instanceof`: errors of the file system come from another realm where the code runs in a vm.
const { isNativeError } = types;

/** Printed as it is by the caller, which then exits with 1: one line, with what to do about it. */
export class StartError extends Error {
  override name = 'StartError';

  constructor(message: string) {
    super(message.replace(/\s+/g, ' ').trim());
  }
}

const DENIED =
  'permission denied, start as the user who owns it or set TRACKWARDEN_DATA_DIR to another folder';

const reasons = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EROFS', 'the file system is read-only, set TRACKWARDEN_DATA_DIR to a folder that is not'],
  ['EACCES', DENIED],
  ['EPERM', DENIED],
  ['EEXIST', 'a file of that name is in the way'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['EBUSY', 'it is in use or a mount point'],
]);

/** The code of a failed system call (`ENOENT`), undefined for everything else. */
export function systemCode(error: unknown): string | undefined {
  if (!isNativeError(error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The words of whatever was thrown. */
export function reasonOf(error: unknown): string {
  return isNativeError(error) ? error.message : String(error);
}

/** A failed system call as a StartError saying what was tried; other errors are bugs and pass through. */
export function toStartError(error: unknown, doing: string): unknown {
  const code = systemCode(error);
  if (error instanceof StartError || code === undefined) return error;
  return new StartError(`Cannot ${doing}: ${reasons.get(code) ?? reasonOf(error)}`);
}

/** Runs a step whose failed system calls the owner of the machine has to mend. */
export async function step<T>(doing: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStartError(error, doing);
  }
}
