// The campaigns of the site; one that is none can be dissolved.
import type { Campaign, Site } from '@trackwarden/contracts';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { campaignsQuery, dissolveCampaign } from '../../api/sources.js';
import { ago } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { QueryState } from '../../ui/query-state.js';
import { ShowMore } from '../../ui/show-more.js';
import { EmptyState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';

export function CampaignsView({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useInfiniteQuery(campaignsQuery(site.id));
  const [asked, setAsked] = useState<Campaign | null>(null);
  const dissolve = useMutation({
    mutationFn: dissolveCampaign,
    onSuccess: async ({ released }) => {
      setAsked(null);
      showToast(t('campaigns.dissolved', { count: released }));
      client.removeQueries({ queryKey: ['pings'] });
      await client.invalidateQueries({ queryKey: ['campaigns', site.id] });
    },
  });
  const campaigns = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <QueryState
        query={list}
        lines={6}
        failed={t('campaigns.loadFailed')}
        empty={
          campaigns.length > 0 ? null : (
            <EmptyState icon={<Waypoints size={20} aria-hidden />} title={t('campaigns.empty')}>
              {t('campaigns.emptyText')}
            </EmptyState>
          )
        }
      />
      {campaigns.length === 0 ? null : (
        <ul
          aria-label={t('campaigns.list')}
          className="divide-y divide-line rounded-m border border-line bg-surface"
        >
          {campaigns.map((campaign) => (
            <CampaignRow
              key={campaign.id}
              campaign={campaign}
              onDissolve={() => setAsked(campaign)}
            />
          ))}
        </ul>
      )}
      <ShowMore list={list} />
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => {
          if (!open) setAsked(null);
        }}
        title={t('campaigns.confirm')}
        text={t('campaigns.confirmText')}
        action={t('campaigns.dissolve')}
        busy={dissolve.isPending}
        error={dissolve.error?.message}
        onConfirm={() => {
          if (asked !== null) dissolve.mutate(asked.id);
        }}
      />
    </>
  );
}

function CampaignRow({ campaign, onDissolve }: { campaign: Campaign; onDissolve: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  const { id, size, hosts, decision, lastSeenAt } = campaign;
  const title = campaign.title === '' ? t('campaigns.untitled') : campaign.title;
  const facts = [
    t('campaigns.size', { count: size }),
    t('campaigns.hosts', { count: hosts }),
    t('campaigns.last', { when: ago(lastSeenAt, now) }),
  ];
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 px-4.5 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <span className="font-medium break-words" dir="auto">
            {title}
          </span>
          {decision === null ? null : (
            <Tag tone={decision.verdict === 'spam' ? 'bad' : 'mute'}>
              {t(`verdictDone.${decision.verdict}`)}
            </Tag>
          )}
        </p>
        <p className="num text-muted">{facts.join(' · ')}</p>
      </div>
      <div className="flex flex-wrap items-center gap-1 max-sm:-ml-2">
        <Link
          to="/queue"
          search={(previous) => ({ site: previous.site, view: 'all' as const, campaign: id })}
          aria-label={t('campaigns.showOf', { title })}
          className="flex min-h-7 items-center px-2 text-12 whitespace-nowrap text-muted underline underline-offset-2 hover:text-text pointer-coarse:min-h-11"
        >
          {t('sources.show')}
        </Link>
        <Button size="s" aria-label={t('campaigns.dissolveOf', { title })} onClick={onDissolve}>
          {t('campaigns.dissolve')}
        </Button>
      </div>
    </li>
  );
}
