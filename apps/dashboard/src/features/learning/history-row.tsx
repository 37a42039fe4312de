// One imported history with its progress.
import type { HistoryImport } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../format/sentence.js';
import { ago, dateTimeOf } from '../../format/time.js';
import { Button } from '../../ui/button.js';
import { Progress } from '../../ui/progress.js';
import { Tag } from '../../ui/tag.js';
import { importTone } from './words.js';

export function HistoryRow({
  history,
  name,
  now,
  onRemove,
}: {
  history: HistoryImport;
  name: string;
  now: number;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const { state, because, spam, ham, done, total, createdAt } = history;
  const isOnItsWay = state === 'waiting' || state === 'running';
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 font-medium" dir="auto">
            {name}
          </span>
          {state === 'out' ? null : <Tag tone={importTone[state]}>{t(`bring.state.${state}`)}</Tag>}
        </p>
        <p className="num text-muted">
          {t('bring.counts', { spam, ham })}
          {' · '}
          <time dateTime={createdAt} title={dateTimeOf(createdAt)}>
            {t('bring.when', { when: ago(createdAt, now) })}
          </time>
        </p>
        {because === null ? null : <p className="text-12 text-muted">{sentence(because)}</p>}
        {isOnItsWay ? (
          <Progress
            label={t('bring.progressOf', { name })}
            done={done}
            total={total}
            words={t('bring.progress', { done, total })}
          />
        ) : null}
      </div>
      <Button size="s" aria-label={t('bring.removeNamed', { name })} onClick={onRemove}>
        {t('bring.remove')}
      </Button>
    </li>
  );
}
