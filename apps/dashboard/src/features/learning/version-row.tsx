// One version of the model: what made it, what it knows, how it compares, whether it is in use.
import type { ModelVersion } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../format/sentence.js';
import { ago, dateTimeOf } from '../../format/time.js';
import { Button } from '../../ui/button.js';
import { Tag } from '../../ui/tag.js';
import { stateTone, surenessOf } from './words.js';

export function VersionRow({
  version,
  now,
  onPut,
}: {
  version: ModelVersion;
  now: number;
  onPut: () => void;
}) {
  const { t } = useTranslation();
  const { number, state, madeBy, madeAt, because, decisions, learnt, takenBack, logLoss } = version;
  const facts = [
    t('modelVersions.knows', { count: decisions }),
    ...(learnt > 0 ? [t('modelVersions.learnt', { count: learnt })] : []),
    ...(takenBack > 0 ? [t('modelVersions.takenBack', { count: takenBack })] : []),
    ...(logLoss === null
      ? []
      : [
          t('modelVersions.sureness', {
            ...{ before: surenessOf(logLoss.before), after: surenessOf(logLoss.after) },
            count: logLoss.cases,
          }),
        ]),
  ];
  return (
    <li className="grid grid-cols-[28px_minmax(0,1fr)_auto] items-start gap-x-2 px-4 py-3">
      <span className="num pt-px font-medium">{number}</span>
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <time dateTime={madeAt} title={dateTimeOf(madeAt)} className="num">
            {t('modelVersions.made', {
              when: ago(madeAt, now),
              by: t(`learning.by.${madeBy}`),
            })}
          </time>
          <Tag tone={stateTone[state]}>{t(`modelVersions.state.${state}`)}</Tag>
        </p>
        <p className="num text-muted">{facts.join(' · ')}</p>
        {state === 'refused' || logLoss === null ? (
          <p className="text-muted">{sentence(because)}</p>
        ) : null}
      </div>
      {version.canGoLive ? (
        <Button size="s" aria-label={t('modelVersions.putNamed', { number })} onClick={onPut}>
          {t('modelVersions.put')}
        </Button>
      ) : null}
    </li>
  );
}
