// What this screen has decided and not seen confirmed by a fresh list: it keeps rows hidden, and makes undo possible.
import type { DecisionScope, Ping, Verdict } from '@trackwarden/contracts';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { belongsTo, statusAfter, type View } from './views.js';

/** Of a source that changed: keep what was approved, rather than publish what is there now. */
export type Kept = 'approved';
/** What goes with a verdict: the version that is kept, the scope at which the sources are listed. */
export type Manner = { content?: Kept; scope?: DecisionScope };
/** A verdict given here; `version` is the ping's version that it was given on. */
export type Given = { verdict: Verdict; version: number };
/** One undoable step. `decisionId` answers null when the decision never came to be. */
export type Step = {
  verdict: Verdict;
  ids: string[];
  decisionId: Promise<string | null>;
  /** Decided by a filter: its pings have left the lists, which are read again after an undo. */
  isByFilter?: boolean;
  /** It has listed sources too, which its undo takes off the list. */
  hasListed?: boolean;
};
/** `why`: the server's own sentence, where it gave one. */
export type FailedPing = { ping: Ping; code: string; why?: string };
/** What a decision left undone, shown until it is dealt with. */
export type Notice = {
  key: string;
  verdict: Verdict;
  manner: Manner;
  affected: number;
  failed: FailedPing[];
  /** The code of a failure of the whole call; null when only some pings failed. */
  code: string | null;
};
export type Memory = { given: Record<string, Given>; steps: Step[]; notices: Notice[] };

const nothing: Memory = { given: {}, steps: [], notices: [] };

export const memoryQuery = queryOptions({
  queryKey: ['queue-memory'],
  queryFn: () => nothing,
  initialData: nothing,
  staleTime: Infinity,
  gcTime: Infinity,
});

export function updateMemory(client: QueryClient, change: (memory: Memory) => Memory): void {
  client.setQueryData<Memory>(memoryQuery.queryKey, (memory) => change(memory ?? nothing));
}

export function remember(memory: Memory, pings: readonly Ping[], verdict: Verdict): Memory {
  const given = { ...memory.given };
  for (const { id, version } of pings) given[id] = { verdict, version };
  return { ...memory, given };
}

export function forget(memory: Memory, ids: readonly string[]): Memory {
  const given = { ...memory.given };
  for (const id of ids) Reflect.deleteProperty(given, id);
  return { ...memory, given };
}

/** The ping as it will read once the server has answered; what the server knows better wins. */
export function foreseen(ping: Ping, given: Given | undefined): Ping {
  if (given === undefined || ping.version > given.version) return ping;
  const { verdict } = given;
  return {
    ...ping,
    status: statusAfter[verdict],
    held: verdict === 'hold',
    audit: ping.audit !== null && verdict !== 'hold' ? 'looked' : ping.audit,
    // Either version is the approved one from now on.
    change: verdict === 'approve' ? null : ping.change,
  };
}

/**
 * The rows of a view. Pings decided here leave at once; pings that someone else changed stay where
 * they are and say so, because rows must not move by themselves.
 */
export function visibleRows(pings: readonly Ping[], view: View, memory: Memory): Ping[] {
  const rows: Ping[] = [];
  for (const ping of pings) {
    const given = memory.given[ping.id];
    const seen = foreseen(ping, given);
    if (given === undefined || belongsTo(view, seen)) rows.push(seen);
  }
  return rows;
}
