// The newest version that was held back, why, and the owner's word on it.
import type { LearningReport } from '@trackwarden/contracts';
import type { TFunction } from 'i18next';
import { TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../format/sentence.js';
import { Button } from '../../ui/button.js';
import { GoLive } from './go-live.js';
import { usePutAside } from './put-aside.js';

function waitsText(t: TFunction, { refused, waiting }: LearningReport): string {
  const madeBy = refused?.madeBy;
  if (madeBy === 'decisions') return t('refused.waits.decisions', { count: waiting });
  return madeBy === 'history' || madeBy === 'file'
    ? t(`refused.waits.${madeBy}`)
    : t('refused.waits.other');
}

export function RefusedNotice({ siteId, report }: { siteId: string; report: LearningReport }) {
  const { t } = useTranslation();
  const id = useId();
  const [isAsking, setAsking] = useState(false);
  const { refused, live } = report;
  const { isPutAside, putAside } = usePutAside(`${siteId}:${refused?.number ?? 0}`);
  if (refused === null || isPutAside) return null;
  return (
    <section
      aria-labelledby={id}
      className="mt-3 flex flex-wrap items-start gap-x-6 gap-y-3 rounded-m border border-line bg-hold-soft px-4.5 py-4"
    >
      <div className="flex min-w-0 flex-1 basis-80 gap-2.5">
        <TriangleAlert size={16} className="mt-0.5 shrink-0 text-hold" aria-hidden />
        <div className="min-w-0">
          <h2 id={id} className="font-medium">
            {t('refused.heading', { number: refused.number })}
          </h2>
          <p>{sentence(refused.because)}</p>
          <p>{waitsText(t, report)}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="s" onClick={() => setAsking(true)}>
          {t('refused.anyway')}
        </Button>
        <Button
          size="s"
          onClick={() => {
            document.getElementById('main')?.focus();
            putAside();
          }}
        >
          {live === null ? t('refused.keepNone') : t('refused.keep', { number: live.number })}
        </Button>
      </div>
      <GoLive
        siteId={siteId}
        live={live}
        version={isAsking ? refused : null}
        onClose={() => setAsking(false)}
      />
    </section>
  );
}
