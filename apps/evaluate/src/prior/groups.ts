// Sites dealt into groups, so that what is judged comes from sites that taught nothing.
import { shuffled } from './shuffle.js';

type Labelled = { site: string; isSpam: boolean | null };

/**
 * The group of each site: sites in order of their spams, then of their hams, each to the group that has
 * least of what the site has most of. Another `deal` than 0 takes the sites in another order, the same
 * every time. Depends on its arguments alone.
 */
export function dealSites(rows: readonly Labelled[], count: number, deal = 0): Map<string, number> {
  const sites = new Map<string, { spams: number; hams: number }>();
  for (const { site, isSpam } of rows) {
    const sums = sites.get(site) ?? { spams: 0, hams: 0 };
    if (isSpam === true) sums.spams += 1;
    else sums.hams += 1;
    sites.set(site, sums);
  }
  const ordered = [...sites].sort(
    ([name, one], [otherName, other]) =>
      other.spams - one.spams || other.hams - one.hams || (name < otherName ? -1 : 1),
  );
  const inOrder =
    deal === 0
      ? ordered
      : shuffled(ordered.length, deal * 7_919).flatMap((at) => ordered.slice(at, at + 1));
  const groups = Array.from({ length: count }, () => ({ spams: 0, hams: 0 }));
  return new Map(
    inOrder.map(([name, { spams, hams }]) => {
      const kind = spams >= hams ? 'spams' : 'hams';
      const least = Math.min(...groups.map((group) => group[kind]));
      const at = groups.findIndex((group) => group[kind] === least);
      const group = groups[at];
      if (group !== undefined) {
        group.spams += spams;
        group.hams += hams;
      }
      return [name, at];
    }),
  );
}
