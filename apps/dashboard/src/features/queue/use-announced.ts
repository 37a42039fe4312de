// Holds back what a screen reader is told, so that a flood of arrivals does not talk without end.
import { useEffect, useState } from 'react';

const quietMs = 30_000;

/** The count to read out: it follows `count`, but changes at most once in 30 seconds. */
export function useAnnounced(count: number): number {
  const [announced, setAnnounced] = useState(0);
  const [quiet, setQuiet] = useState(false);
  const due = !quiet && count !== announced;

  if (due) {
    setAnnounced(count);
    setQuiet(count > 0);
  }

  useEffect(() => {
    if (!quiet) return;
    const timer = setTimeout(() => setQuiet(false), quietMs);
    return () => clearTimeout(timer);
  }, [quiet]);

  return announced;
}
