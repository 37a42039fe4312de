// The events of an endpoint as tags, and the dialog that changes them.
import type { Webhook } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { updateWebhook } from '../../api/webhooks.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { FormError } from '../../ui/form-error.js';
import { Tag } from '../../ui/tag.js';
import { EventChoice } from './event-choice.js';

export function EditEvents({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [events, setEvents] = useState(webhook.events);
  const save = useMutation({
    mutationFn: () => updateWebhook(webhook.id, { events }),
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries({ queryKey: ['webhooks', webhook.siteId] });
    },
  });
  return (
    <>
      {webhook.events.map((event) => (
        <Tag key={event}>{event}</Tag>
      ))}
      <button
        type="button"
        className="min-h-6 rounded-s px-1 text-12 text-muted underline underline-offset-2 hover:text-text pointer-coarse:min-h-11"
        onClick={() => {
          setEvents(webhook.events);
          setOpen(true);
        }}
      >
        {t('webhooks.editEvents')}
      </button>
      <Dialog open={open} onOpenChange={setOpen} title={t('webhooks.events')}>
        <div className="grid gap-5">
          <FormError message={save.error?.message ?? null} />
          <EventChoice
            events={events}
            error={events.length === 0 ? t('webhooks.eventsMissing') : undefined}
            onChange={setEvents}
          />
          <div className="flex justify-end">
            <Button
              weight="primary"
              busy={save.isPending}
              disabled={events.length === 0}
              onClick={() => save.mutate()}
            >
              {t('ui.save')}
            </Button>
          </div>
        </div>
      </Dialog>
    </>
  );
}
