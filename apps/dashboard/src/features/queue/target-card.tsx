// The page of one's own that the ping answers.
import type { Ping, PingDetail } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Card } from '../../ui/card.js';
import { ExternalLink } from '../../ui/external-link.js';

export function TargetCard({ ping, detail }: { ping: Ping; detail: PingDetail | undefined }) {
  const { t } = useTranslation();
  const { title, url } = ping.target;
  return (
    <Card level="h3" title={t('evidence.answers')}>
      <p>
        <ExternalLink href={url}>{title === '' ? url : title}</ExternalLink>
        {detail === undefined ? null : (
          <span className="text-muted">
            {' · '}
            {t('evidence.approvedMentions', { count: detail.approvedForTarget })}
          </span>
        )}
      </p>
      {ping.targetGiven === url ? null : (
        <p className="mt-1.5 text-12 text-muted">
          {t('evidence.targetGiven')}{' '}
          <code className="font-mono break-all">{ping.targetGiven}</code>
        </p>
      )}
    </Card>
  );
}
