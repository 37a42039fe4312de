// Sends a test to an endpoint and shows at once what it answered.
import type { Webhook, WebhookEvent } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { testWebhook } from '../../api/webhooks.js';
import { Button } from '../../ui/button.js';
import { FormError } from '../../ui/form-error.js';
import { Select } from '../../ui/select.js';
import { Attempts } from './attempts.js';

export function TestWebhook({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [type, setType] = useState<WebhookEvent>(webhook.events[0] ?? 'mention.approved');
  const test = useMutation({
    mutationFn: () => testWebhook(webhook.id, type),
    onSettled: () => client.invalidateQueries({ queryKey: ['deliveries', webhook.id] }),
  });
  return (
    <div>
      <div className="flex flex-wrap gap-2">
        <Select
          label={t('webhooks.testEvent')}
          className="w-56 font-mono text-12"
          value={type}
          options={webhook.events.map((event) => ({ value: event, label: event }))}
          onChange={setType}
        />
        <Button busy={test.isPending} disabled={test.isPending} onClick={() => test.mutate()}>
          {t('webhooks.test')}
        </Button>
      </div>
      <div className="mt-3 empty:hidden">
        <FormError message={test.error?.message ?? null} />
      </div>
      <div role="status">
        {test.isSuccess ? (
          <div className="mt-3 rounded-m border border-line px-3 py-2.5">
            <Attempts attempts={test.data.attempts} />
          </div>
        ) : null}
      </div>
    </div>
  );
}
