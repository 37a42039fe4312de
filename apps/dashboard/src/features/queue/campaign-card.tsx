// One of many like it: how many there are, what binds them, and one verdict for all.
import type { Ping } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { campaignQuery } from '../../api/campaigns.js';
import { Card } from '../../ui/card.js';
import { CampaignDecision } from './campaign-decision.js';
import { freshView } from './use-queue-search.js';

export function CampaignCard({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const id = ping.campaignId ?? '';
  const { data: campaign } = useQuery({ ...campaignQuery(id), enabled: id !== '' });
  // others of it may have been deleted, or it was taken apart
  if (campaign === undefined || campaign.size < 2) return null;
  const hosts = t('evidence.hosts', { count: campaign.hosts });
  return (
    <Card
      title={t('campaign.heading')}
      level="h3"
      aside={
        <Link
          to="/queue"
          search={(previous) => ({ ...previous, ...freshView('all'), campaign: campaign.id })}
          className="flex min-h-6 items-center pointer-coarse:-my-3 pointer-coarse:min-h-11 text-12 whitespace-nowrap text-muted underline underline-offset-2 hover:text-text"
        >
          {t('campaign.show', { count: campaign.size })}
        </Link>
      }
    >
      <p className="font-medium">{t('campaign.oneOf', { count: campaign.size, hosts })}</p>
      {campaign.binds.length === 0 ? null : (
        <p className="mt-0.5 text-muted">
          {campaign.binds.map(({ because }) => because).join(' · ')}
        </p>
      )}
      <CampaignDecision campaign={campaign} />
    </Card>
  );
}
