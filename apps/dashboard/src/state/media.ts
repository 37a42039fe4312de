// Asks the browser whether a media query holds, and follows it.
import { useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const list = matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}

/** Room for evidence and context side by side. */
export const useThreePanes = (): boolean => useMedia('(min-width: 80rem)');
/** Room for list and evidence side by side. */
export const useTwoPanes = (): boolean => useMedia('(min-width: 48rem)');
