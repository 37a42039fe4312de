// The log of what was sent to an endpoint, with every attempt, and sending again.
import type { Webhook } from '@trackwarden/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, redeliverFailed } from '../../api/webhooks.js';
import { useLiveEvents } from '../../state/live.js';
import { useNow } from '../../state/now.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { QueryState } from '../../ui/query-state.js';
import { ShowMore } from '../../ui/show-more.js';
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

  return (
    <>
      <QueryState
        query={list}
        lines={3}
        failed={t('deliveries.loadFailed')}
        empty={deliveries.length > 0 ? null : <p className="text-muted">{t('deliveries.empty')}</p>}
      />
      {deliveries.length === 0 ? null : (
        <ol className="rounded-m border border-line">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.id} delivery={delivery} now={now} />
          ))}
        </ol>
      )}
      <ShowMore list={list} />
      {deliveries.some(({ status }) => status === 'failed') ? (
        <Button
          size="s"
          className="mt-3"
          busy={allFailed.isPending}
          onClick={() => allFailed.mutate()}
        >
          {t('deliveries.redeliverFailed')}
        </Button>
      ) : null}
    </>
  );
}
