// Why this score: the thresholds, every signal with its points, and what would change it.
import type { Ping, PingDetail, Site } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';
import { bySize, exactPoints, signalName, sumOf, telling } from './points.js';
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
        <p>{t('why.unscored')}</p>
      </section>
    );
  const signals = bySize(ping.signals);
  const prior = detail?.prior ?? null;
  const scale = Math.max(1, Math.abs(prior ?? 0), ...signals.map((s) => Math.abs(s.points)));
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
        {signals.map((signal) => (
          <Line
            key={signal.signal}
            text={<RuleLink signal={signal.signal} text={signal.because} />}
            points={signal.points}
            scale={scale}
          />
        ))}
        {prior === null ? null : <Line text={t('why.prior')} points={prior} scale={scale} />}
      </ul>
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
