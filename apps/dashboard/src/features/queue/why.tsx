// Why this score: the thresholds, every signal with its points, and what would change it.
import type { Ping, PingDetail, Signal, Site } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { bySize, byStrength, exactPoints, signalName, sumOf, telling } from './points.js';
import { ThresholdBand } from './threshold-band.js';

/** The points of a rule lead to it. */
function RuleLink({ signal, text }: { signal: string; text: string }) {
  const id = signal.startsWith('rule:') ? signal.slice('rule:'.length) : null;
  if (id === null) return <>{text}</>;
  return (
    <Link
      to="/rules"
      search={{ rule: id }}
      preload={false}
      className="underline decoration-1 underline-offset-2 hover:decoration-2"
    >
      {text}
    </Link>
  );
}

function Line({ text, points, scale }: { text: ReactNode; points: number; scale: number }) {
  const up = points > 0;
  const share = Math.min(50, (Math.abs(points) / scale) * 50);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_56px_40px] items-center gap-x-2">
      <span>{text}</span>
      <span aria-hidden className="relative h-2">
        <span className="absolute -inset-y-1 left-1/2 w-px bg-line-strong" />
        <span
          className={cn('absolute h-2 rounded-full', up ? 'left-1/2 bg-bad' : 'right-1/2 bg-ok')}
          style={{ width: `${share}%` }}
        />
      </span>
      <span
        className={cn('num text-right', up ? 'text-bad' : points < 0 ? 'text-ok' : 'text-muted')}
      >
        {exactPoints(points)}
      </span>
    </li>
  );
}

function Counterfactual({ detail }: { detail: PingDetail }) {
  const { t } = useTranslation();
  const best = telling(detail);
  if (best === null) return null;
  const score = Math.round(best.score);
  return (
    <p className="mt-3 text-muted">
      {best.band === detail.band
        ? t('why.without', { signal: signalName(best.without), score })
        : t(`why.withoutBand.${best.band}`, { signal: signalName(best.without), score })}
    </p>
  );
}

export function Why({
  ping,
  detail,
  settings,
}: {
  ping: Ping;
  detail: PingDetail | undefined;
  settings: Site['settings'];
}) {
  const { t } = useTranslation();
  if (ping.score === null)
    return (
      <section className="pb-5">
        <h2 className="mb-2 text-12 font-medium text-muted">{t('why.heading')}</h2>
        <p>{ping.because ?? t('why.unscored')}</p>
      </section>
    );
  const signals = bySize(ping.signals);
  const prior = detail?.prior ?? null;
  const [strong, weak] = byStrength(signals);
  const isLong = weak.length > 1;
  const scale = Math.max(1, Math.abs(prior ?? 0), ...signals.map((s) => Math.abs(s.points)));
  const line = ({ signal, because, points }: Signal) => (
    <Line
      key={signal}
      text={<RuleLink signal={signal} text={because} />}
      points={points}
      scale={scale}
    />
  );
  return (
    <section className="border-b border-line pb-5">
      <h2 className="text-12 font-medium text-muted">
        {t('why.scored', { score: Math.round(ping.score) })}
      </h2>
      <ThresholdBand score={ping.score} settings={settings} />
      {ping.because === null ? null : (
        <p className="mt-3 font-medium max-xl:hidden">{ping.because}</p>
      )}
      <ul className="mt-3 grid gap-2.5" aria-label={t('why.signals')}>
        {isLong ? strong.map(line) : signals.map(line)}
        {prior === null ? null : <Line text={t('why.prior')} points={prior} scale={scale} />}
      </ul>
      {isLong ? (
        <details className="group mt-2.5">
          <summary className="flex min-h-6 list-none items-center justify-between gap-3 text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
            <span className="flex items-center gap-1.5">
              <ChevronRight
                size={14}
                aria-hidden
                className="transition-transform group-open:rotate-90"
              />
              {t('why.weak', { count: weak.length })}
            </span>
            <span className="num">{exactPoints(sumOf(0, weak))}</span>
          </summary>
          <ul className="mt-2.5 grid gap-2.5" aria-label={t('why.weakLabel')}>
            {weak.map(line)}
          </ul>
        </details>
      ) : null}
      {prior === null ? null : (
        <p className="mt-2.5 flex justify-between gap-3 border-t border-line pt-2.5">
          <span className="text-muted">{t('why.sum', { score: Math.round(ping.score) })}</span>
          <span className="num font-medium">{exactPoints(sumOf(prior, signals))}</span>
        </p>
      )}
      {detail === undefined ? null : <Counterfactual detail={detail} />}
    </section>
  );
}
