// Which word and which hue a score, a status or a check stands for.
import type { Ping, PingStatus, VerificationState } from '@trackwarden/contracts';
import type { Tone } from '../../ui/tag.js';

export type ScoreWord = 'fine' | 'unsure' | 'spam' | 'unscored';

/** Fixed at 20 and 80, apart from the site's thresholds: the word says how sure the score is. */
export function scoreWord(score: number | null): ScoreWord {
  if (score === null) return 'unscored';
  if (score < 20) return 'fine';
  return score < 80 ? 'unsure' : 'spam';
}

export const scoreColor: Record<ScoreWord, string> = {
  fine: 'text-ok',
  unsure: 'text-hold',
  spam: 'text-bad',
  unscored: 'text-mute',
};

export const statusTone: Record<PingStatus, Tone> = {
  received: 'mute',
  pending: 'hold',
  approved: 'ok',
  spam: 'bad',
  rejected: 'mute',
  removed: 'mute',
};

export const stateTone: Record<VerificationState, Tone> = {
  waiting: 'mute',
  linked: 'ok',
  'no-link': 'bad',
  gone: 'bad',
  unreachable: 'hold',
  refused: 'bad',
  unsupported: 'hold',
};

/** A source that changed after it was approved, and waits for a person. */
export const isChanged = ({ status, change }: Ping): boolean =>
  status === 'pending' && change !== null;

const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ');

/** Whether the claimed title is another than the page's, as far as both are known. */
export function claimDiffers({ claimed, extracted }: Ping): boolean {
  if (claimed.title.trim() === '' || extracted.title === null) return false;
  const said = plain(claimed.title);
  const found = plain(extracted.title);
  return !found.includes(said) && !said.includes(found);
}

export const titleOf = ({ extracted, claimed, source }: Ping): string =>
  [extracted.title ?? '', claimed.title, source].find((text) => text.trim() !== '') ?? source;
