// Above every page while something is unusual: the intake is closed, or a site is in flood mode.
import type { Flood, Intake } from '@trackwarden/contracts';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { OctagonX, Waves } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { intakeQuery } from '../api/intake.js';
import { sessionQuery } from '../api/session.js';
import { sitesQuery } from '../api/sites.js';
import { ago, dateMinuteOf, hourMinuteOf, isToday } from '../format/time.js';
import { useNow } from '../state/now.js';
import { useIntakeSwitch } from '../state/use-intake-switch.js';
import { Button } from '../ui/button.js';
import { cn } from '../ui/cn.js';

function Strip({ tone, children }: { tone: 'bad' | 'hold'; children: ReactNode }) {
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-2.5 md:px-6',
        tone === 'bad' ? 'bg-bad-soft' : 'bg-hold-soft',
      )}
    >
      {children}
    </div>
  );
}

function Closed({ closedAt, closedBy }: Intake) {
  const { t } = useTranslation();
  const now = useNow();
  const { data } = useSuspenseQuery(sessionQuery);
  const change = useIntakeSwitch();
  return (
    <Strip tone="bad">
      <OctagonX size={16} className="shrink-0 text-bad" aria-hidden />
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-semibold">{t('intakeBanner.closed')}</strong>{' '}
        {t('intakeBanner.closedText', {
          name: closedBy ?? t('intakeBanner.apiToken'),
          when: closedAt === null ? '' : ago(closedAt, now),
        })}
      </p>
      {data.user.role === 'owner' ? (
        <Button size="s" busy={change.isPending} onClick={() => change.mutate(true)}>
          {t('intakeBanner.open')}
        </Button>
      ) : null}
    </Strip>
  );
}

function InFlood({ flood, isOpen }: { flood: Flood; isOpen: boolean }) {
  const { siteName, since, waiting, perMinute } = flood;
  const { t } = useTranslation();
  const now = useNow();
  const sites = useQuery(sitesQuery).data?.items.length ?? 1;
  const time = isToday(since, now) ? hourMinuteOf(since) : dateMinuteOf(since);
  return (
    <Strip tone="hold">
      <Waves size={16} className="shrink-0 text-hold" aria-hidden />
      <p className="min-w-0 flex-1 basis-60">
        <strong className="font-semibold">
          {sites > 1
            ? t('intakeBanner.floodOf', { time, site: siteName })
            : t('intakeBanner.flood', { time })}
        </strong>{' '}
        <span className="num">{t('intakeBanner.waiting', { count: waiting, perMinute })}</span>{' '}
        {isOpen ? t('intakeBanner.floodText') : null}
      </p>
    </Strip>
  );
}

export function IntakeBanner() {
  const { data } = useQuery(intakeQuery);
  if (data === undefined) return null;
  return (
    <>
      {data.open ? null : <Closed {...data} />}
      {data.floods.map((flood) => (
        <InFlood key={flood.siteId} flood={flood} isOpen={data.open} />
      ))}
    </>
  );
}
