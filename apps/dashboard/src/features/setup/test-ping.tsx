// Sends a ping to the new site and shows each stage that it passes; nothing here is staged.
import type { Site } from '@trackwarden/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, CircleDashed, LoaderCircle, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { pingQuery } from '../../api/pings.js';
import { sendTestPing } from '../../api/sites.js';
import { unprovenKey } from '../../parts/unread.js';
import { Button, buttonClass } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import { FormError } from '../../ui/form-error.js';
import { progressOf, testSteps, type StepState } from './test-progress.js';

const pollMs = 500;
const icons = { done: Check, running: LoaderCircle, failed: X, waiting: CircleDashed };
const colors: Record<StepState, string> = {
  done: 'bg-ok-soft text-ok',
  running: 'bg-accent-soft text-accent',
  failed: 'bg-bad-soft text-bad',
  waiting: 'bg-sunken text-faint',
};

export function TestPing({ site }: { site: Site }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => sendTestPing(site.id) });
  const pingId = test.data?.pingId;
  const ping = useQuery({
    ...pingQuery(pingId ?? ''),
    enabled: pingId !== undefined,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.status === 'received' ? pollMs : false,
  });
  const states = progressOf(ping.data);
  const finished = ping.data !== undefined && ping.data.status !== 'received';
  const started = test.isPending || test.isSuccess;

  return (
    <div className="grid gap-5">
      <FormError message={test.error?.message ?? null} />
      {started ? (
        <ol className="grid gap-1" aria-label={t('setup.test.progress')}>
          {testSteps.map((step) => {
            const Icon = icons[states[step]];
            return (
              <li key={step} className="flex items-center gap-3 py-1.5">
                <span
                  className={cn(
                    'flex size-8 shrink-0 items-center justify-center rounded-full',
                    colors[states[step]],
                  )}
                >
                  <Icon
                    size={16}
                    aria-hidden
                    className={states[step] === 'running' ? 'animate-spin' : undefined}
                  />
                </span>
                <span>
                  <span className="block font-medium">{t(`setup.test.step.${step}`)}</span>
                  <span className="block text-12 text-muted">
                    {t(`setup.test.state.${states[step]}`)}
                  </span>
                </span>
              </li>
            );
          })}
        </ol>
      ) : null}
      <p role="status" className={finished ? undefined : 'sr-only'}>
        {finished
          ? states.linked === 'done'
            ? t('setup.test.success', { score: Math.round(ping.data.score ?? 0) })
            : t('setup.test.failure', {
                why: t(unprovenKey(ping.data.verification)),
              })
          : test.isPending
            ? t('setup.test.sending')
            : ''}
      </p>
      <div className="flex flex-wrap items-center justify-end gap-2">
        {finished ? (
          <>
            <Button onClick={() => test.mutate()}>{t('setup.test.again')}</Button>
            <Link
              to="/queue"
              search={{ site: site.id }}
              className={buttonClass({ weight: 'primary' })}
            >
              {t('setup.openQueue')}
            </Link>
          </>
        ) : (
          <>
            <Link
              to="/queue"
              search={{ site: site.id }}
              className={buttonClass({ weight: 'ghost' })}
            >
              {t('setup.skipTest')}
            </Link>
            <Button
              weight="primary"
              busy={started}
              disabled={started}
              onClick={() => test.mutate()}
            >
              {t('setup.test.send')}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
