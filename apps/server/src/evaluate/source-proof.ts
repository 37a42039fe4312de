// The proof in a source page: the link itself, or else a short address that leads to the target.
import type { Verification } from '@trackwarden/contracts';
import { findLinks, type LinkProof, type Page } from '@trackwarden/protocol';
import { resolveRedirectors, type Ask } from './resolve-redirectors.js';

type Wanted = { targets: readonly string[]; belowOrigins?: readonly string[] };

/** Shorteners are asked only where there is no link that leads straight to the target. */
export async function proofIn(
  page: Page,
  { targets, belowOrigins = [] }: Wanted,
  ask: Ask,
): Promise<LinkProof | null> {
  const [straight] = findLinks(page, targets, { belowOrigins });
  if (straight) return straight;
  const leadsTo = await resolveRedirectors(page, ask);
  const [led] = leadsTo.size === 0 ? [] : findLinks(page, targets, { belowOrigins, leadsTo });
  return led ?? null;
}

/** As it is kept and shown. */
export function linkOf(proof: LinkProof): NonNullable<Verification['link']> {
  const { before, anchor, after } = proof.context;
  return {
    html: proof.html,
    text: anchor || proof.text,
    context: `${before}${anchor}${after}`,
    before,
    after,
    rel: [...proof.rel],
    visible: proof.visible,
    hiddenBecause: proof.hiddenBecause,
    position: proof.position,
    through: proof.through,
  };
}
