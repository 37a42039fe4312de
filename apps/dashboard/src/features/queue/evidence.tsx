// The evidence pane: everything that is needed to judge without opening the source.
import type { Ping, PingDetail } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { languageOf } from '../../format/time.js';
import { protocolName } from '../../parts/protocol-name.js';
import { ExternalLink } from '../../ui/external-link.js';
import { ErrorState } from '../../ui/states.js';
import { Tag } from '../../ui/tag.js';
import { CampaignCard } from './campaign-card.js';
import { AroundLink } from './around-link.js';
import { AuditNote } from './audit-note.js';
import { CopyNote } from './copy-note.js';
import { Changed } from './changed.js';
import { CheckFacts } from './check-facts.js';
import { Checks } from './checks.js';
import { Claims } from './claims.js';
import { FactTags } from './fact-tags.js';
import { PageText } from './page-text.js';
import { Score } from './score.js';
import { TargetCard } from './target-card.js';
import { TypeTag } from './type-tag.js';
import { statusTone, titleOf } from './words.js';

export const evidenceTitleId = 'evidence-title';

export function EvidenceHeader({ ping, place }: { ping: Ping; place: string | null }) {
  const { t } = useTranslation();
  const { siteName, language } = ping.extracted;
  const blogName = siteName ?? ping.claimed.blogName;
  return (
    <header className="mb-1.5">
      <div className="flex items-start justify-between gap-4">
        <h2
          id={evidenceTitleId}
          tabIndex={-1}
          dir="auto"
          className="min-w-0 text-18 font-semibold tracking-[-0.012em] outline-none"
        >
          {titleOf(ping)}
        </h2>
        {place === null ? null : (
          <p className="num shrink-0 leading-[26px] text-faint max-md:hidden">{place}</p>
        )}
      </div>
      <p className="mt-0.5 font-mono text-12 leading-5 break-all text-muted">
        <ExternalLink href={ping.source}>{ping.source}</ExternalLink>
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-1.5">
        <span className="mr-1.5 max-md:hidden xl:hidden">
          <Score score={ping.score} inline />
        </span>
        {ping.status === 'pending' ? null : (
          <Tag tone={statusTone[ping.status]}>{t(`status.${ping.status}`)}</Tag>
        )}
        <FactTags ping={ping} inFull />
        <Tag>{protocolName[ping.protocol]}</Tag>
        <TypeTag ping={ping} />
        {blogName.trim() === '' ? null : <Tag>{blogName}</Tag>}
        {language === null ? null : <Tag>{languageOf(language)}</Tag>}
      </div>
      {ping.because === null ? null : <p className="mt-2 xl:hidden">{ping.because}</p>}
    </header>
  );
}

export function Evidence({
  ping,
  detail,
  place,
  failed,
  onRetry,
}: {
  ping: Ping;
  detail: PingDetail | undefined;
  place: string | null;
  failed: boolean;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3.5">
      <EvidenceHeader ping={ping} place={place} />
      {failed ? <ErrorState message={t('queue.detailFailed')} onRetry={onRetry} /> : null}
      <AuditNote ping={ping} />
      <CopyNote ping={ping} />
      {ping.change === null ? null : <Changed change={ping.change} isPublic={ping.isPublic} />}
      {ping.campaignId === null ? null : <CampaignCard ping={ping} />}
      <AroundLink ping={ping} />
      {ping.verification.state === 'waiting' ? null : <CheckFacts ping={ping} detail={detail} />}
      <Claims ping={ping} detail={detail} />
      <TargetCard ping={ping} detail={detail} />
      <Checks key={ping.id} ping={ping} />
      <PageText detail={detail} />
    </div>
  );
}
