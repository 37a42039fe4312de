// Lets the checks happen that a source which may be there again gets before its ping is judged.
import { Sweeper } from '../src/upkeep/sweeper.js';
import type { TestServer } from './started-server.js';

/** One round: time passes, what is due by then is checked. */
export async function nextChecks(server: TestServer, ms = 31_000): Promise<void> {
  server.passTime(ms);
  await server.app.get(Sweeper).sweep();
  await server.drain();
}

/** All rounds: whatever failed so far is judged afterwards. */
export async function soonChecks(server: TestServer): Promise<void> {
  await nextChecks(server);
  await nextChecks(server);
}
