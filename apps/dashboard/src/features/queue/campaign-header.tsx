// Above a list that shows one campaign: its template, and the way back to all pings.
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { campaignQuery } from '../../api/campaigns.js';
import { Button } from '../../ui/button.js';
import { Template } from './template.js';

export function CampaignHeader({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation();
  const { data: campaign, isError } = useQuery(campaignQuery(id));
  return (
    <section aria-label={t('campaign.shown')} className="border-t border-line px-3 py-3">
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-medium">
          {isError
            ? t('campaign.gone')
            : campaign === undefined
              ? t('campaign.heading')
              : t('campaign.pingsFrom', {
                  count: campaign.size,
                  hosts: t('evidence.hosts', { count: campaign.hosts }),
                })}
        </h2>
        <Button weight="ghost" size="s" onClick={onClose}>
          {t('campaign.close')}
        </Button>
      </div>
      {campaign === undefined || campaign.template.length === 0 ? null : (
        <Template parts={campaign.template} className="mt-1 max-h-30 overflow-y-auto text-muted" />
      )}
    </section>
  );
}
