// The three ways a list can be empty: nothing ever came, everything is decided, nothing matches.
import type { Site, Stats } from '@trackwarden/contracts';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleCheck, Radio, SearchX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sendTestPing } from '../../api/sites.js';
import { Button, buttonClass } from '../../ui/button.js';
import { CopyField } from '../../ui/copy-field.js';
import { EmptyState } from '../../ui/states.js';
import { isNarrowing, withSort } from './query.js';
import { freshView } from './use-queue-search.js';
import { countOf, type View } from './views.js';

/** So many audits are asked for at a time. */
const mostAtOnce = 10;

function FirstRun({ site }: { site: Site }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => sendTestPing(site.id) });
  return (
    <EmptyState
      icon={<Radio size={20} aria-hidden />}
      title={t('empty.firstRun')}
      actions={
        <>
          <Link to="/site" className={buttonClass({ weight: 'primary' })}>
            {t('empty.snippet')}
          </Link>
          <Button busy={test.isPending} disabled={test.isPending} onClick={() => test.mutate()}>
            {t(test.isSuccess ? 'empty.testSent' : 'empty.test')}
          </Button>
        </>
      }
    >
      <p className="mb-4">{t('empty.firstRunText')}</p>
      <div className="text-left">
        <CopyField label={t('site.trackbackUrl')} value={site.trackbackUrl} />
      </div>
      {test.isError ? (
        <p role="alert" className="mt-3 font-medium text-bad">
          {test.error.message}
        </p>
      ) : null}
    </EmptyState>
  );
}

export function EmptyList({
  site,
  view,
  line,
  stats,
  onClear,
}: {
  site: Site;
  view: View;
  line: string;
  stats: Stats | undefined;
  onClear: () => void;
}) {
  const { t } = useTranslation();
  if (isNarrowing(line))
    return (
      <EmptyState
        icon={<SearchX size={20} aria-hidden />}
        title={t('empty.noMatch')}
        actions={<Button onClick={onClear}>{t('empty.clear')}</Button>}
      >
        <p>{t('empty.noMatchText', { line: withSort(line, null), view: t(`views.${view}`) })}</p>
      </EmptyState>
    );
  if (stats !== undefined && countOf('all', stats) === 0) return <FirstRun site={site} />;
  if (view !== 'pending') return <EmptyState title={t(`empty.view.${view}`)} />;
  const toAudit = Math.min(stats?.views.audit ?? 0, mostAtOnce);
  return (
    <EmptyState
      icon={<CircleCheck size={20} aria-hidden />}
      title={t('empty.allClear')}
      actions={
        toAudit === 0 ? undefined : (
          <Link
            to="/queue"
            search={(previous) => ({ ...previous, ...freshView('audit') })}
            className={buttonClass({ weight: 'secondary' })}
          >
            {t('audits.look', { count: toAudit })}
          </Link>
        )
      }
    >
      <p>
        {stats === undefined
          ? null
          : t('empty.allClearText', {
              spam: stats.automaticToday.spam,
              approved: stats.automaticToday.approved,
            })}
      </p>
    </EmptyState>
  );
}
