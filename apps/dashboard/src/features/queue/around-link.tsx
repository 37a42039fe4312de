// The sentence around the link with the link marked; or, where none was proven, why.
import type { Ping } from '@trackwarden/contracts';
import { Hourglass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { isUnread, unprovenKey } from '../../parts/unread.js';
import { Card } from '../../ui/card.js';

/** A ping whose source is still being read: nothing is wrong, and nothing needs to be done. */
function BeingChecked() {
  const { t } = useTranslation();
  return (
    <Card level="h3" title={t('checking.heading')}>
      <div role="status" className="flex items-start gap-3">
        <span className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent">
          <Hourglass size={16} aria-hidden />
        </span>
        <p className="max-w-[64ch] text-15">{t('checking.text')}</p>
      </div>
    </Card>
  );
}

function Unproven({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const { state, error, httpStatus } = ping.verification;
  return (
    <Card level="h3" title={t('evidence.noProof')}>
      <p className="max-w-[64ch] text-15">{t(unprovenKey(ping.verification))}</p>
      {isUnread(state) ? (
        <p className="mt-1.5 max-w-[64ch] text-muted">{t(`unreadMeans.${state}`)}</p>
      ) : null}
      {error === null || httpStatus !== null ? null : (
        <p className="mt-2.5 text-12 text-muted">
          {t('evidence.inDetail')} <code className="font-mono">{error}</code>
        </p>
      )}
    </Card>
  );
}

export function AroundLink({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const { link, state, otherLook } = ping.verification;
  // a check that failed too often is given up, and left to a person unread
  if (state === 'waiting' && ping.status === 'received') return <BeingChecked />;
  if (link === null) return <Unproven ping={ping} />;
  const anchor = link.text.trim() === '' ? t('evidence.emptyAnchor') : link.text;
  return (
    <Card level="h3" title={t('evidence.aroundLink')}>
      <p dir="auto" className="max-w-[64ch] text-15 leading-[25px]">
        {link.before}
        <mark className="rounded-[3px] bg-mark px-0.5 py-px text-inherit underline decoration-2 underline-offset-2">
          {anchor}
        </mark>
        {link.after}
      </p>
      {link.through === null ? null : (
        <p className="mt-3 text-muted">{t('evidence.throughText', { host: link.through })}</p>
      )}
      {otherLook === null ? null : (
        <p className="mt-3 font-medium text-bad">{t('evidence.cloaked')}</p>
      )}
      {link.visible ? null : (
        <p className="mt-3 font-medium text-bad">
          {t('evidence.hidden', { why: link.hiddenBecause ?? t('evidence.hiddenUnknown') })}
        </p>
      )}
    </Card>
  );
}
