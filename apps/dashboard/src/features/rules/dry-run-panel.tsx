// What the rule would have caught, tried again shortly after each change.
import type { DryRun, DryRunResult } from '@trackwarden/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { codeOf } from '../../api/problem.js';
import { dryRunQuery } from '../../api/rules.js';
import { dateOf } from '../../format/time.js';
import { cn } from '../../ui/cn.js';
import { SkeletonLines } from '../../ui/states.js';
import { Tag, type Tone } from '../../ui/tag.js';
import { useSettled } from '../../state/use-settled.js';

const shownAtFirst = 4;

const tones: Record<DryRunResult['samples'][number]['opinion'], Tone> = {
  disagrees: 'bad',
  undecided: 'mute',
  agrees: 'ok',
};

function Samples({ samples }: Pick<DryRunResult, 'samples'>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? samples : samples.slice(0, shownAtFirst);
  const left = samples.length - shownAtFirst;
  return (
    <>
      <ul className="mt-3 grid gap-2" aria-label={t('dryRun.samples')}>
        {shown.map(({ id, title, domain, opinion, status, decidedAt, receivedAt }) => (
          <li key={id} className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3">
            <Link
              to="/queue"
              search={{ view: 'all', ping: id }}
              preload={false}
              dir="auto"
              className="truncate font-medium hover:underline"
            >
              {title}
            </Link>
            <Tag tone={tones[opinion]}>
              {t(opinion === 'undecided' ? 'dryRun.undecidedTag' : `dryRun.${opinion}`)}
            </Tag>
            <span className="truncate text-muted">
              {domain} · {t(`status.${status}`)} {dateOf(decidedAt ?? receivedAt)}
            </span>
          </li>
        ))}
      </ul>
      {left <= 0 ? null : (
        <button
          type="button"
          className="mt-2 min-h-8 text-muted underline underline-offset-2 hover:text-text pointer-coarse:min-h-11"
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen
            ? t('dryRun.hide')
            : `${t('dryRun.agreeing', { count: left })}: ${t('dryRun.show')}`}
        </button>
      )}
    </>
  );
}

function Result({ result }: { result: DryRunResult }) {
  const { t } = useTranslation();
  const { byDecision, total, looked, isWhole, caughtByOthers, adds, fault } = result;
  const unwanted = byDecision.spam + byDecision.rejected;
  return (
    <>
      <p className="text-15">
        {total === 0 ? (
          t('dryRun.none', { looked })
        ) : (
          <>
            {t('dryRun.matches', { count: total })}{' '}
            <b className="font-semibold">{t('dryRun.unwanted', { count: unwanted })}</b>,{' '}
            <b className={cn('font-semibold', byDecision.approved > 0 && 'text-bad')}>
              {t('dryRun.approved', { count: byDecision.approved })}
            </b>
            , {t('dryRun.undecided', { count: byDecision.undecided })}.
          </>
        )}
      </p>
      {total === 0 || caughtByOthers === 0 ? null : (
        <p className="text-muted">{t('dryRun.caught', { caught: caughtByOthers, adds })}</p>
      )}
      {isWhole ? null : <p className="text-muted">{t('dryRun.partial', { looked })}</p>}
      {fault === null ? null : <p className="mt-1 text-bad">{fault}</p>}
      {result.samples.length === 0 ? null : <Samples samples={result.samples} />}
    </>
  );
}

export function DryRunPanel({
  siteId,
  ruleId,
  tried,
}: {
  siteId: string;
  ruleId: string | undefined;
  tried: Pick<DryRun, 'conditions' | 'action'> | null;
}) {
  const { t } = useTranslation();
  const settled = useSettled(tried);
  const body = settled === null ? null : { ...settled, days: 30, ...(ruleId ? { ruleId } : {}) };
  const run = useQuery(dryRunQuery(siteId, body as DryRun | null));
  const result = body === null ? undefined : run.data;
  const state = run.isFetching
    ? t('dryRun.running')
    : result === undefined
      ? ''
      : t('dryRun.took', { seconds: (result.tookMs / 1000).toFixed(1) });
  return (
    <section aria-labelledby="dry-run" className="rounded-m border border-line bg-bg px-4 py-3.5">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h3 id="dry-run" className="text-12 font-medium text-muted">
          {t('dryRun.heading', { days: 30 })}
        </h3>
        <span className="num text-12 text-faint">{state}</span>
      </div>
      <div aria-live="polite" aria-busy={run.isFetching || undefined}>
        {body === null ? (
          <p className="text-muted">{t('dryRun.incomplete')}</p>
        ) : run.isError ? (
          <p className="text-bad">
            {codeOf(run.error) === 'validation-failed'
              ? t('dryRun.refused')
              : t('dryRun.failed', { why: run.error.message })}
          </p>
        ) : result === undefined ? (
          <SkeletonLines lines={3} />
        ) : (
          <Result result={result} />
        )}
      </div>
    </section>
  );
}
