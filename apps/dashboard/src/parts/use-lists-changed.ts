// What is read again once the block and trust lists of a site have changed.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';

export function useListsChanged(siteId: string): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    await client.invalidateQueries({ queryKey: ['lists', siteId] });
    await client.invalidateQueries({ queryKey: ['sources', siteId] });
    await client.invalidateQueries({ queryKey: ['sites'] });
  }, [client, siteId]);
}
