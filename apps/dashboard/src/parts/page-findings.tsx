// What senders find on a page: each protocol with its address and where it is said, then the remarks.
import type { PageCheck } from '@trackwarden/contracts';
import { CircleAlert, CircleCheck, Lightbulb, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../format/sentence.js';
import { cn } from '../ui/cn.js';
import { Tag, type Tone } from '../ui/tag.js';
import { protocolName } from './protocol-name.js';

type Finding = PageCheck['found'][number];

const stateOf = ({ endpoint, isOurs }: Finding) =>
  endpoint === null ? 'missing' : isOurs ? 'ours' : 'foreign';
const tones: Record<ReturnType<typeof stateOf>, Tone> = {
  ours: 'ok',
  foreign: 'hold',
  missing: 'bad',
};

/** Every protocol leads here, and nothing stands in a sender's way. */
const isAllWell = ({ error, found, remarks }: PageCheck): boolean =>
  error === null &&
  found.length > 0 &&
  found.every(({ endpoint, isOurs }) => endpoint !== null && isOurs) &&
  remarks.every(({ level }) => level !== 'problem');

function Headline({ page }: { page: PageCheck }) {
  const { t } = useTranslation();
  const { error, httpStatus, found } = page;
  const well = isAllWell(page);
  const allOurs = found.every((finding) => stateOf(finding) === 'ours');
  const Icon = well ? CircleCheck : error === null ? TriangleAlert : CircleAlert;
  const tone = well ? 'ok' : error === null ? 'hold' : 'bad';
  const text = (): ReactNode => {
    if (well) return t('pageCheck.allWellText');
    if (error !== null) return sentence(error);
    return allOurs ? null : t('pageCheck.someMissingText');
  };
  return (
    <div
      className={cn(
        'flex items-start gap-2.5 rounded-m px-4 py-3',
        { ok: 'bg-ok-soft', hold: 'bg-hold-soft', bad: 'bg-bad-soft' }[tone],
      )}
    >
      <Icon
        size={18}
        aria-hidden
        className={cn(
          'mt-0.5 shrink-0',
          { ok: 'text-ok', hold: 'text-hold', bad: 'text-bad' }[tone],
        )}
      />
      <div className="min-w-0">
        <p className="text-15 font-semibold">
          {t(
            well
              ? 'pageCheck.allWell'
              : error === null
                ? 'pageCheck.someMissing'
                : 'pageCheck.unread',
          )}
        </p>
        <p className="empty:hidden">{text()}</p>
        {httpStatus === null || (httpStatus >= 200 && httpStatus < 300) ? null : (
          <p>{t('pageCheck.answered', { status: String(httpStatus) })}</p>
        )}
        {page.finalUrl === null || page.finalUrl === page.url ? null : (
          <p className="text-12 break-all text-muted">
            {t('pageCheck.redirected', { url: page.finalUrl })}
          </p>
        )}
      </div>
    </div>
  );
}

function FindingRow({ finding }: { finding: Finding }) {
  const { t } = useTranslation();
  const { protocol, endpoint, foundBy } = finding;
  const state = stateOf(finding);
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line px-4 py-3 first:border-t-0 sm:grid-cols-[200px_minmax(0,1fr)]">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 self-start">
        <span className="font-medium">{protocolName[protocol]}</span>
        <Tag tone={tones[state]}>{t(`pageCheck.${state}`)}</Tag>
      </div>
      <div className="min-w-0">
        {endpoint === null ? (
          <p className="text-muted">{t('pageCheck.missingText')}</p>
        ) : (
          <p className="font-mono text-12 leading-5 break-all">{endpoint}</p>
        )}
        {foundBy === null ? null : (
          <p className="text-12 text-muted">
            {t('pageCheck.by')} <code className="font-mono break-all">{foundBy}</code>
          </p>
        )}
      </div>
    </li>
  );
}

function Remarks({ remarks }: Pick<PageCheck, 'remarks'>) {
  const { t } = useTranslation();
  if (remarks.length === 0) return null;
  return (
    <ul aria-label={t('pageCheck.remarks')} className="grid gap-2">
      {remarks.map(({ level, text }) => {
        const Icon = level === 'problem' ? TriangleAlert : Lightbulb;
        return (
          <li key={text} className="flex items-start gap-2.5">
            <Icon
              size={16}
              aria-hidden
              className={cn('mt-0.5 shrink-0', level === 'problem' ? 'text-bad' : 'text-muted')}
            />
            <p className="min-w-0">
              <span className="font-medium">{t(`pageCheck.${level}`)}:</span> {sentence(text)}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

export function PageFindings({ page }: { page: PageCheck }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3.5">
      <Headline page={page} />
      {page.error !== null || page.found.length === 0 ? null : (
        <ul aria-label={t('pageCheck.results')} className="rounded-m border border-line bg-surface">
          {page.found.map((finding) => (
            <FindingRow key={finding.protocol} finding={finding} />
          ))}
        </ul>
      )}
      <Remarks remarks={page.remarks} />
    </div>
  );
}
