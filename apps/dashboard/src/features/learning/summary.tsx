// How much a site has learnt, what waits, and which version is in use.
import type { LearningReport, ModelVersion } from '@trackwarden/contracts';
import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../format/sentence.js';
import { ago, dateTimeOf } from '../../format/time.js';
import { protocolName } from '../../parts/protocol-name.js';
import { useNow } from '../../state/now.js';
import { Card } from '../../ui/card.js';
import { surenessOf } from './words.js';

function Figure({ label, value, children }: { label: string; value: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-12 text-muted">{label}</dt>
      <dd>
        <span className="num block text-24 font-semibold tracking-[-0.014em]">{value}</span>
        <span className="num block text-muted">{children}</span>
      </dd>
    </div>
  );
}

function decisionsText(t: TFunction, { decisions, spam, ham, imported }: LearningReport): string {
  const ofFile = decisions - spam - ham - imported;
  return [
    t('learnt.ofPeople', { spam, ham }),
    ...(imported > 0 ? [t('learnt.ofHistory', { count: imported })] : []),
    ...(ofFile > 0 ? [t('learnt.fromFile', { count: ofFile })] : []),
  ].join(', ');
}

function waitingText(t: TFunction, { waiting, refused }: LearningReport): string {
  if (waiting === 0) return t('learnt.waitingNone');
  return refused?.madeBy === 'decisions'
    ? t('learnt.waitingHeld', { number: refused.number })
    : t('learnt.waitingNow', { count: waiting });
}

function comparedText(t: TFunction, { because, logLoss }: ModelVersion): string {
  if (logLoss === null) return sentence(because);
  const { before, after, cases } = logLoss;
  return t('learnt.sureness', {
    count: cases,
    before: surenessOf(before),
    after: surenessOf(after),
  });
}

function correctedText(t: TFunction, { protocols, steps }: ModelVersion['calibration']): string {
  if (steps) return t('learnt.held');
  if (protocols.length === 0) return t('learnt.uncorrected');
  const names: Record<string, string> = protocolName;
  return t('learnt.corrected', { kinds: protocols.map((name) => names[name] ?? name).join(', ') });
}

export function Summary({ report }: { report: LearningReport }) {
  const { t } = useTranslation();
  const now = useNow();
  const { live, imports, imported, waiting, decisions } = report;
  const histories = imports.filter(({ state }) => state === 'learnt').length;
  return (
    <Card title={t('learnt.heading')}>
      <dl className="grid gap-x-6 gap-y-4 grid-cols-2 lg:grid-cols-4">
        <Figure label={t('learnt.decisions')} value={decisions.toLocaleString('en')}>
          {decisionsText(t, report)}
        </Figure>
        <Figure label={t('learnt.imported')} value={imported.toLocaleString('en')}>
          {histories === 0
            ? t('learnt.importedNone')
            : t('learnt.importedText', { count: histories })}
        </Figure>
        <Figure label={t('learnt.waiting')} value={waiting.toLocaleString('en')}>
          {waitingText(t, report)}
        </Figure>
        <Figure
          label={t('learnt.live')}
          value={
            live === null ? t('learnt.liveNone') : t('learning.version', { number: live.number })
          }
        >
          {live === null ? (
            t('learnt.liveNoneText')
          ) : (
            <time dateTime={live.madeAt} title={dateTimeOf(live.madeAt)}>
              {t('learnt.liveText', {
                when: ago(live.madeAt, now),
                by: t(`learning.by.${live.madeBy}`),
              })}
            </time>
          )}
        </Figure>
      </dl>
      {live === null ? null : (
        <div className="mt-4 border-t border-line pt-3 text-muted">
          <p className="num">{comparedText(t, live)}</p>
          <p>{correctedText(t, live.calibration)}</p>
        </div>
      )}
    </Card>
  );
}
