// After a change of page, focus that was lost with the page before goes to the new one, not to the top of the document.
import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

export function usePageFocus(): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        // the first page is read from its top; a link of the navigation keeps its focus
        if (fromLocation === undefined || !pathChanged) return;
        if (document.activeElement !== document.body) return;
        document.getElementById('main')?.focus({ preventScroll: true });
      }),
    [router],
  );
}
