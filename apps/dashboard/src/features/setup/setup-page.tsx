// The first run, step by step; a reload comes back to the same step.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { sessionQuery, setupStateQuery } from '../../api/session.js';
import { sitesQuery } from '../../api/sites.js';
import { DiscoverySnippets } from '../../parts/discovery-snippets.js';
import { PageCheckForm } from '../../parts/page-check.js';
import { SiteForm } from '../../parts/site-form.js';
import { useTitle } from '../../state/title.js';
import { Brand } from '../../ui/brand.js';
import { Button, buttonClass } from '../../ui/button.js';
import { EmptyState, ErrorState, SkeletonLines } from '../../ui/states.js';
import { AccountStep } from './account-step.js';
import { Steps, type SetupStep } from './steps.js';
import { TestPing } from './test-ping.js';

function useStep() {
  const { token, step, site: siteId } = useSearch({ from: '/setup' });
  const setup = useQuery(setupStateQuery);
  const session = useQuery({ ...sessionQuery, enabled: setup.data?.needed === false });
  const sites = useQuery({ ...sitesQuery, enabled: session.isSuccess });
  const site = sites.data?.items.find(({ id }) => id === siteId) ?? sites.data?.items[0];

  const current: SetupStep =
    setup.data?.needed === true ? 'account' : site === undefined ? 'site' : (step ?? 'discovery');
  const pending =
    setup.isPending ||
    (setup.data?.needed === false && (session.isPending || (session.isSuccess && sites.isPending)));
  return { token, site, current, pending, setup, signedOut: session.isError };
}

export function SetupPage() {
  const { t } = useTranslation();
  const { token, site, current, pending, setup, signedOut } = useStep();
  const client = useQueryClient();
  const navigate = useNavigate();
  const heading = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useTitle(t('setup.title'));

  // The heading of a new step takes the focus, so that it is read out.
  useEffect(() => {
    if (pending) return;
    if (!first.current) heading.current?.focus();
    first.current = false;
  }, [current, pending]);

  const goTo = (step: 'site' | 'discovery' | 'test', siteId?: string) =>
    navigate({ to: '/setup', search: { step, site: siteId }, replace: true });

  return (
    <main id="main" className="flex min-h-dvh justify-center px-4 py-8 md:py-24">
      <div className="w-full max-w-[560px]">
        <Brand className="mb-8" />
        {setup.isError ? (
          <ErrorState message={setup.error.message} onRetry={() => void setup.refetch()} />
        ) : pending ? (
          <SkeletonLines lines={6} />
        ) : signedOut ? (
          <EmptyState
            title={
              <span role="heading" aria-level={1}>
                {t('setup.alreadyDone')}
              </span>
            }
            actions={
              <Link to="/sign-in" className={buttonClass({ weight: 'primary' })}>
                {t('signIn.submit')}
              </Link>
            }
          >
            {t('setup.alreadyDoneText')}
          </EmptyState>
        ) : (
          <>
            <Steps current={current} />
            <section className="rounded-l border border-line bg-surface p-6 md:p-8">
              <h1
                ref={heading}
                tabIndex={-1}
                className="text-24 font-semibold tracking-[-0.014em] outline-none"
              >
                {t(`setup.heading.${current}`)}
              </h1>
              <p className="mt-1 mb-6 text-muted">
                {t(`setup.text.${current}`, { site: site?.name ?? '' })}
              </p>
              {current === 'account' ? (
                <AccountStep
                  token={token}
                  onDone={(session) => {
                    client.setQueryData(sessionQuery.queryKey, session);
                    client.setQueryData(setupStateQuery.queryKey, { needed: false });
                    void goTo('site');
                  }}
                />
              ) : null}
              {current === 'site' ? (
                <SiteForm
                  submit={t('setup.continue')}
                  onCreated={async ({ id }) => {
                    await client.invalidateQueries(sitesQuery);
                    await goTo('discovery', id);
                  }}
                />
              ) : null}
              {current === 'discovery' && site !== undefined ? (
                <div className="grid gap-6">
                  <DiscoverySnippets siteKey={site.key} target={`${site.origins[0] ?? ''}/`} />
                  <section aria-labelledby="check-page" className="border-t border-line pt-5">
                    <h2 id="check-page" className="text-15 font-semibold">
                      {t('pageCheck.heading')}
                    </h2>
                    <p className="mt-1 mb-4 text-muted">{t('pageCheck.text')}</p>
                    <PageCheckForm site={site} />
                  </section>
                  <div className="flex justify-end">
                    <Button weight="primary" onClick={() => void goTo('test', site.id)}>
                      {t('setup.continue')}
                    </Button>
                  </div>
                </div>
              ) : null}
              {current === 'test' && site !== undefined ? <TestPing site={site} /> : null}
            </section>
          </>
        )}
      </div>
    </main>
  );
}
