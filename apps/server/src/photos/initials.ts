// The picture of an author without a usable photo: a letter on a colour, made by us.
import { markup } from '@trackwarden/protocol';

/** Dark enough for white letters (4.5 : 1). */
const COLOURS = ['#1f5f4a', '#2f5d8a', '#7a4a1f', '#6b3f7d', '#8a3440', '#4c5a23'] as const;

/** SVG; of the name only one letter or digit comes in. */
export function initialsOf(name: string | null): string {
  const letter = /[\p{L}\p{N}]/u.exec(name ?? '')?.[0].toUpperCase() ?? '?';
  const colour = COLOURS[(letter.codePointAt(0) ?? 0) % COLOURS.length] ?? COLOURS[0];
  return String(
    markup`<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96"><rect width="96" height="96" fill="${colour}"/><text x="48" y="50" fill="#fff" font-family="system-ui, sans-serif" font-size="44" text-anchor="middle" dominant-baseline="central">${letter}</text></svg>`,
  );
}
