// Asks a PostgreSQL server to end, more firmly each time.
import { systemCode } from './start-error.js';
import { isAlive, waitUntilGone, type ProcessMark } from './processes.js';

/**
 * SIGINT: sessions are cut, everything is written (fast shutdown). SIGQUIT: leave at once, the next
 * start replays the log. SIGKILL is last because its shared memory then stays behind. On Windows
 * each of them ends the process at once. True when the process is gone.
 */
export async function stopPostgres(
  mark: ProcessMark,
  { fastMs }: { fastMs: number },
): Promise<boolean> {
  const ways: [NodeJS.Signals, withinMs: number][] = [
    ['SIGINT', fastMs],
    ['SIGQUIT', 3_000],
    ['SIGKILL', 2_000],
  ];
  for (const [signal, withinMs] of ways) {
    // A pid that was given to another in the meantime must not be hit.
    if (!isAlive(mark) || !send(mark.pid, signal)) return true;
    if (await waitUntilGone(mark, withinMs)) return true;
  }
  return false;
}

function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (systemCode(error) === 'ESRCH') return false;
    throw error;
  }
}
