// The name of the page in the browser's tab.
import { useEffect } from 'react';

export function useTitle(page: string): void {
  useEffect(() => {
    document.title = `${page} · Trackwarden`;
  }, [page]);
}
