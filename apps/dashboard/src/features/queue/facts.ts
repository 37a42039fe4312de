// The short facts that stand as tags on a row and above the evidence.
import type { Ping } from '@trackwarden/contracts';
import type { Tone } from '../../ui/tag.js';
import { claimDiffers, isChanged, stateTone } from './words.js';

export type FactKey =
  | `state.${Ping['verification']['state']}`
  | 'changed'
  | 'hidden'
  | 'cloaked'
  | 'firstSeen'
  | 'copy'
  | 'copyOfTarget'
  | 'claimDiffers'
  | 'private'
  | 'held'
  | 'staleAddress'
  | 'undatedAddress'
  | 'deferred'
  | 'repeated';
export type Fact = { key: FactKey; tone: Tone; count?: number };

/** The facts of a ping, the one that matters most first. */
export function factsOf(ping: Ping): Fact[] {
  const { state, link, otherLook } = ping.verification;
  const facts: Fact[] = [];
  if (isChanged(ping)) facts.push({ key: 'changed', tone: 'hold' });
  if (link !== null && otherLook !== null) facts.push({ key: 'cloaked', tone: 'bad' });
  else if (link !== null && !link.visible) facts.push({ key: 'hidden', tone: 'bad' });
  // A ping that is being checked says so by its status.
  else if (ping.status !== 'received' || state !== 'waiting')
    facts.push({ key: `state.${state}`, tone: stateTone[state] });
  if (ping.copyOf?.ofTarget === true) facts.push({ key: 'copyOfTarget', tone: 'hold' });
  else if (ping.copyOf !== null)
    facts.push({ key: 'copy', tone: 'hold', count: ping.copyOf.sources });
  if (claimDiffers(ping)) facts.push({ key: 'claimDiffers', tone: 'bad' });
  const { address, dateWanted, deferred } = ping.intake;
  if (dateWanted && address === 'stale') facts.push({ key: 'staleAddress', tone: 'hold' });
  if (dateWanted && address === 'plain') facts.push({ key: 'undatedAddress', tone: 'hold' });
  if (deferred) facts.push({ key: 'deferred', tone: 'mute' });
  if (ping.firstSeen) facts.push({ key: 'firstSeen', tone: 'mute' });
  if (ping.private) facts.push({ key: 'private', tone: 'mute' });
  if (ping.held) facts.push({ key: 'held', tone: 'hold' });
  if (ping.seenCount > 1) facts.push({ key: 'repeated', tone: 'mute', count: ping.seenCount });
  return facts;
}
