// The log of what was sent to an endpoint, with every attempt, and sending again.
import type { Webhook } from '@trackwarden/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, redeliverFailed } from '../../api/webhooks.js';
import { useLiveEvents } from '../../state/live.js';
import { useNow } from '../../state/now.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { ErrorState, SkeletonLines } from '../../ui/states.js';
import { DeliveryRow } from './delivery-row.js';

export function Deliveries({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const now = useNow();
  const list = useInfiniteQuery(deliveriesQuery(webhook.id));
  const deliveries = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const refresh = () => client.invalidateQueries({ queryKey: ['deliveries', webhook.id] });
  const allFailed = useMutation({
    mutationFn: () => redeliverFailed(webhook.id),
    onSuccess: ({ count }) => showToast(t('deliveries.queuedMany', { count })),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: refresh,
  });

  useLiveEvents(({ type }) => {
    if (type === 'delivery.changed') void refresh();
  });

  if (list.isPending) return <SkeletonLines lines={3} />;
  if (list.isError)
    return <ErrorState message={list.error.message} onRetry={() => void list.refetch()} />;
  if (deliveries.length === 0) return <p className="text-muted">{t('deliveries.empty')}</p>;
  return (
    <div className="grid gap-3">
      <ol className="rounded-m border border-line">
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} now={now} />
        ))}
      </ol>
      <div className="flex flex-wrap gap-2">
        {deliveries.some(({ status }) => status === 'failed') ? (
          <Button size="s" busy={allFailed.isPending} onClick={() => allFailed.mutate()}>
            {t('deliveries.redeliverFailed')}
          </Button>
        ) : null}
        {list.hasNextPage ? (
          <Button
            size="s"
            weight="ghost"
            busy={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {t('ui.more')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}
