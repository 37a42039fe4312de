// The names of the three protocols, as they write themselves.
import type { Protocol } from '@trackwarden/contracts';

export const protocolName: Record<Protocol, string> = {
  trackback: 'TrackBack',
  pingback: 'Pingback',
  webmention: 'Webmention',
};
