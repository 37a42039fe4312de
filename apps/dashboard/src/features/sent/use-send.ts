// Sending for a page, once more or for the first time: what the server made of it stands in the list at once.
import type { List, OutboxItem } from '@trackwarden/contracts';
import {
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { outboxItemQuery, outboxQuery, resendOutbox, sendOutbox } from '../../api/outbox.js';
import { showToast } from '../../state/toast.js';

type Pages = InfiniteData<List<OutboxItem>, string | null>;

/** A page that was announced before keeps its one entry, in its place; a new one comes first. */
function withItem(data: Pages, item: OutboxItem): Pages {
  const isListed = data.pages.some(({ items }) => items.some(({ id }) => id === item.id));
  const pages = data.pages.map(({ items, nextCursor }, index) => {
    const known = items.map((other) => (other.id === item.id ? item : other));
    return { items: isListed || index > 0 ? known : [item, ...known], nextCursor };
  });
  return { ...data, pages };
}

function remember(client: QueryClient, item: OutboxItem): void {
  client.setQueryData(outboxItemQuery(item.id).queryKey, item);
  client.setQueryData<Pages>(outboxQuery(item.siteId).queryKey, (data) =>
    data === undefined ? data : withItem(data, item),
  );
}

export function useSend(siteId: string, onSent: (item: OutboxItem) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: string) => sendOutbox(siteId, { source }),
    onSuccess: (item) => {
      remember(client, item);
      onSent(item);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['outbox', siteId] }),
  });
}

export function useResend(item: OutboxItem) {
  const { t } = useTranslation();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => resendOutbox(item.id),
    onSuccess: (fresh) => {
      remember(client, fresh);
      showToast(t('sent.sendingAgain'));
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['outbox', item.siteId] }),
  });
}
