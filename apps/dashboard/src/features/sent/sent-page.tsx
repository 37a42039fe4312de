// Pings for one's own posts: look what would be sent, send it, and see what every endpoint answered.
import { useInfiniteQuery } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { outboxQuery } from '../../api/outbox.js';
import { useNow } from '../../state/now.js';
import { useSite } from '../../state/selected-site.js';
import { useTitle } from '../../state/title.js';
import { Page } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { ShowMore } from '../../ui/show-more.js';
import { EmptyState } from '../../ui/states.js';
import { Compose } from './compose.js';
import { SentItem } from './sent-item.js';

function SentList({ siteId, fresh }: { siteId: string; fresh: string | null }) {
  const { t } = useTranslation();
  const now = useNow();
  const list = useInfiniteQuery(outboxQuery(siteId));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section aria-labelledby="sent-list">
      <h2 id="sent-list" className="mb-3 text-15 font-semibold">
        {t('sent.list')}
      </h2>
      <QueryState
        query={list}
        lines={6}
        failed={t('sent.loadFailed')}
        empty={
          items.length > 0 ? null : (
            <EmptyState icon={<Send size={20} aria-hidden />} level="h3" title={t('sent.empty')}>
              {t('sent.emptyText')}
            </EmptyState>
          )
        }
      />
      <div className="grid gap-4">
        {items.map((item) => (
          <SentItem key={item.id} listed={item} now={now} fresh={item.id === fresh} />
        ))}
      </div>
      <ShowMore list={list} />
    </section>
  );
}

export function SentPage() {
  const { t } = useTranslation();
  const site = useSite();
  const [fresh, setFresh] = useState<string | null>(null);
  useTitle(t('nav.sent'));
  return (
    <Page title={t('nav.sent')} description={t('sent.text')}>
      <div key={site.id} className="grid grid-cols-[minmax(0,1fr)] gap-8">
        <Compose site={site} onSent={({ id }) => setFresh(id)} />
        <SentList siteId={site.id} fresh={fresh} />
      </div>
    </Page>
  );
}
