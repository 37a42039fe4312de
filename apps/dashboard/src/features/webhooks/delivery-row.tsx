// One message to an endpoint: its state in words, its attempts, its body, and sending it again.
import type { Delivery } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ChevronRight, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { redeliver } from '../../api/webhooks.js';
import { age, dateTimeOf } from '../../format/time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Tag, type Tone } from '../../ui/tag.js';
import { Attempts } from './attempts.js';

const tones: Record<Delivery['status'], Tone> = {
  held: 'hold',
  waiting: 'hold',
  delivered: 'ok',
  failed: 'bad',
  cancelled: 'mute',
};

/** The rest is still under way, or was taken back on purpose. */
const sendable: readonly Delivery['status'][] = ['delivered', 'failed'];

const prettyJson = (body: string): string => {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
};

/** What a status means for the moderator, where its word does not say it. */
function Explained({ delivery: { status, nextAttemptAt } }: { delivery: Delivery }) {
  const { t } = useTranslation();
  const time = nextAttemptAt === null ? null : dateTimeOf(nextAttemptAt);
  const text = {
    held:
      time === null
        ? t('deliveries.explained.heldShort')
        : t('deliveries.explained.held', { time }),
    waiting: time === null ? null : t('deliveries.next', { time }),
    cancelled: t('deliveries.explained.cancelled'),
    failed: t('deliveries.explained.failed'),
    delivered: null,
  }[status];
  return text === null ? null : <p className="text-muted">{text}</p>;
}

export function DeliveryRow({ delivery, now }: { delivery: Delivery; now: number }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () => redeliver(delivery.id),
    onSuccess: () => showToast(t('deliveries.queued')),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['deliveries', delivery.webhookId] }),
  });
  const { status, type, trigger, createdAt, attempts } = delivery;
  return (
    <li className="border-t border-line first:border-t-0">
      <details className="group">
        <summary className="flex min-h-11 list-none flex-wrap items-center gap-x-2.5 gap-y-1 px-3 py-2 outline-offset-[-2px] [&::-webkit-details-marker]:hidden">
          <ChevronRight
            size={14}
            className="shrink-0 text-faint transition-transform group-open:rotate-90"
            aria-hidden
          />
          <Tag tone={tones[status]}>{t(`deliveries.status.${status}`)}</Tag>
          <code className="font-mono text-12">{type}</code>
          {trigger === 'event' ? null : (
            <span className="text-12 text-muted">{t(`deliveries.trigger.${trigger}`)}</span>
          )}
          <span className="num ml-auto text-12 whitespace-nowrap text-muted">
            {attempts.length === 0
              ? null
              : `${t('deliveries.attempts', { count: attempts.length })} · `}
            <time dateTime={createdAt} title={dateTimeOf(createdAt)}>
              {age(createdAt, now)}
            </time>
          </span>
        </summary>
        <div className="grid gap-4 px-3 pt-1 pb-4 md:pl-9">
          <Explained delivery={delivery} />
          {attempts.length === 0 && (status === 'held' || status === 'cancelled') ? null : (
            <Attempts attempts={attempts} />
          )}
          <div>
            <p className="mb-1 text-12 text-muted">
              {t('deliveries.body')} · <code className="font-mono">webhook-id: {delivery.id}</code>
            </p>
            <pre
              tabIndex={0}
              role="region"
              aria-label={t('deliveries.body')}
              className="max-h-64 overflow-auto rounded-s bg-sunken px-2.5 py-2 font-mono text-12 whitespace-pre-wrap"
            >
              {prettyJson(delivery.body)}
            </pre>
          </div>
          {sendable.includes(status) ? (
            <div>
              <Button
                size="s"
                busy={again.isPending}
                disabled={again.isPending}
                onClick={() => again.mutate()}
              >
                <RotateCw size={14} aria-hidden />
                {t('deliveries.redeliver')}
              </Button>
            </div>
          ) : null}
        </div>
      </details>
    </li>
  );
}
