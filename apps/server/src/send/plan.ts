// What would be sent for a page, found out without sending anything: for previews and the command line.
import { fieldsOf, type Announced, type PlannedPing } from './ping-message.js';
import { findEndpoint, type EndpointFinding } from './find-endpoint.js';
import type { SendingFetch } from './sending-fetch.js';

/** Pages asked at the same time. */
const AT_ONCE = 8;

/** A page that may be told. */
export type Candidate = { target: string; onlyWebmention: boolean };

export type Plan = {
  wouldSend: PlannedPing[];
  nothingFor: { target: string; because: string }[];
};

/** Finds the endpoint of each candidate now; the lists keep the order of the candidates. */
export async function planPings(
  fetch: SendingFetch,
  announced: Announced & { isPrivate: boolean },
  candidates: readonly Candidate[],
  now: Date,
): Promise<Plan> {
  const findings = await inTurns(candidates, ({ target, onlyWebmention }) =>
    findEndpoint(fetch, { target, onlyWebmention, sourceIsPrivate: announced.isPrivate }, now),
  );
  const plan: Plan = { wouldSend: [], nothingFor: [] };
  candidates.forEach(({ target }, index) => {
    const finding = findings[index];
    if (finding?.kind === 'found') plan.wouldSend.push(plannedPing(finding, announced, target));
    else plan.nothingFor.push({ target, because: finding?.because ?? '' });
  });
  return plan;
}

/** The ping for a target whose endpoint is known. */
export const plannedPing = (
  { protocol, endpoint, foundBy }: Extract<EndpointFinding, { kind: 'found' }>,
  announced: Announced,
  target: string,
): PlannedPing => ({
  target,
  protocol,
  endpoint,
  foundBy,
  body: fieldsOf(protocol, announced, target),
});

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
