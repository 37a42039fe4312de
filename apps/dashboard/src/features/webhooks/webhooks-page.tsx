// The endpoints that are told what happens to the site's mentions.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, Webhook as WebhookIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { webhooksQuery } from '../../api/webhooks.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Page } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { EmptyState } from '../../ui/states.js';
import { SecretDialog } from './secret.js';
import { WebhookCard } from './webhook-card.js';
import { WebhookForm } from './webhook-form.js';

export function WebhooksPage() {
  const { t } = useTranslation();
  const site = useSite();
  const client = useQueryClient();
  const list = useQuery(webhooksQuery(site.id));
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  useTitle(t('nav.webhooks'));

  const add = (
    <Button weight="primary" onClick={() => setAdding(true)}>
      <Plus size={15} aria-hidden />
      {t('webhooks.add')}
    </Button>
  );
  const webhooks = list.data?.items ?? [];
  return (
    <Page
      title={t('nav.webhooks')}
      description={t('webhooks.text')}
      actions={webhooks.length > 0 ? add : null}
    >
      <QueryState
        query={list}
        lines={6}
        failed={t('webhooks.loadFailed')}
        empty={
          webhooks.length > 0 ? null : (
            <EmptyState
              icon={<WebhookIcon size={20} aria-hidden />}
              title={t('webhooks.empty')}
              actions={add}
            >
              {t('webhooks.emptyText')}
            </EmptyState>
          )
        }
      />
      <div className="grid gap-5">
        {webhooks.map((webhook) => (
          <WebhookCard key={webhook.id} webhook={webhook} />
        ))}
      </div>
      <Dialog open={adding} onOpenChange={setAdding} title={t('webhooks.add')} wide>
        <WebhookForm
          siteId={site.id}
          onCreated={(webhook) => {
            setAdding(false);
            setSecret(webhook.secret);
            void client.invalidateQueries({ queryKey: ['webhooks', site.id] });
          }}
        />
      </Dialog>
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </Page>
  );
}
