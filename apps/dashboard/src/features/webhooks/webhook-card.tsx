// One endpoint: its state, a test, its secret, its log.
import type { Webhook } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  deleteWebhook,
  enableWebhook,
  rotateWebhook,
  updateWebhook,
  type Overlap,
} from '../../api/webhooks.js';
import { dateTimeOf } from '../../format/time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Dialog } from '../../ui/dialog.js';
import { Select } from '../../ui/select.js';
import { Tag } from '../../ui/tag.js';
import { Deliveries } from './deliveries.js';
import { EditEvents } from './edit-events.js';
import { SecretDialog } from './secret.js';
import { TestWebhook } from './test-webhook.js';

const overlaps = ['0', '1h', '24h', '7d'] as const;

function RotateDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { t } = useTranslation();
  const [overlap, setOverlap] = useState<Overlap>('24h');
  const rotate = useMutation({
    mutationFn: () => rotateWebhook(webhook.id, overlap),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  if (rotate.isSuccess) return <SecretDialog secret={rotate.data.secret} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t('webhooks.rotate')}
      description={t('webhooks.rotateText')}
    >
      <div className="grid gap-5">
        <Select
          label={t('webhooks.overlap')}
          value={overlap}
          options={overlaps.map((value) => ({ value, label: t(`webhooks.overlaps.${value}`) }))}
          onChange={setOverlap}
        />
        <div className="flex justify-end">
          <Button weight="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>
            {t('webhooks.rotateNow')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}

function useWebhookChange(webhook: Webhook) {
  const client = useQueryClient();
  const options = {
    onError: (error: Error) => showToast(error.message, { tone: 'bad' }),
    onSettled: () => client.invalidateQueries({ queryKey: ['webhooks', webhook.siteId] }),
  };
  const enable = useMutation({ mutationFn: () => enableWebhook(webhook.id), ...options });
  const disable = useMutation({
    mutationFn: () => updateWebhook(webhook.id, { enabled: false }),
    ...options,
  });
  const remove = useMutation({ mutationFn: () => deleteWebhook(webhook.id), ...options });
  return { enable, disable, remove };
}

export function WebhookCard({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<'rotate' | 'remove' | null>(null);
  const { enable, disable, remove } = useWebhookChange(webhook);
  const close = () => setOpen(null);
  return (
    <article aria-label={webhook.url} className="rounded-m border border-line bg-surface">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-4.5 py-4">
        <div className="min-w-0">
          <h2 className="font-mono text-13 font-medium break-all">{webhook.url}</h2>
          <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
            <Tag tone={webhook.enabled ? 'ok' : 'bad'}>
              {t(webhook.enabled ? 'webhooks.enabled' : 'webhooks.disabled')}
            </Tag>
            <EditEvents webhook={webhook} />
          </div>
          {webhook.disabledAt === null ? null : (
            <p className="mt-2 text-bad">
              {t('webhooks.disabledSince', { time: dateTimeOf(webhook.disabledAt) })}{' '}
              {webhook.disabledReason}
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          {webhook.enabled ? (
            <Button size="s" busy={disable.isPending} onClick={() => disable.mutate()}>
              {t('webhooks.disable')}
            </Button>
          ) : (
            <Button
              size="s"
              weight="primary"
              busy={enable.isPending}
              onClick={() => enable.mutate()}
            >
              {t('webhooks.enable')}
            </Button>
          )}
          <Button size="s" onClick={() => setOpen('rotate')}>
            {t('webhooks.rotate')}
          </Button>
          <Button size="s" weight="danger" onClick={() => setOpen('remove')}>
            {t('webhooks.remove')}
          </Button>
        </div>
      </header>
      <div className="grid gap-6 border-t border-line px-4.5 py-4">
        <section>
          <h3 className="mb-2 text-12 font-medium text-muted">{t('webhooks.testHeading')}</h3>
          <TestWebhook webhook={webhook} />
        </section>
        <section>
          <h3 className="mb-2 text-12 font-medium text-muted">{t('deliveries.heading')}</h3>
          <Deliveries webhook={webhook} />
        </section>
      </div>
      {open === 'rotate' ? <RotateDialog webhook={webhook} onClose={close} /> : null}
      <Confirm
        open={open === 'remove'}
        onOpenChange={close}
        title={t('webhooks.removeTitle')}
        text={t('webhooks.removeText', { url: webhook.url })}
        action={t('webhooks.remove')}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </article>
  );
}
