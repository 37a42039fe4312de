// What is shown when a page does not exist or could not be drawn.
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from '../ui/button.js';
import { EmptyState, ErrorState } from '../ui/states.js';

export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <EmptyState
        icon={<Compass size={20} aria-hidden />}
        title={
          <span role="heading" aria-level={1}>
            {t('shell.notFound')}
          </span>
        }
        actions={
          <Link to="/queue" className={buttonClass({ weight: 'primary' })}>
            {t('shell.toQueue')}
          </Link>
        }
      >
        {t('shell.notFoundText')}
      </EmptyState>
    </main>
  );
}

export function RouteError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation();
  const router = useRouter();
  return (
    <main id="main" className="mx-auto w-full max-w-[560px] px-4 py-24">
      <h1 className="mb-4 text-18 font-semibold">{t('shell.broken')}</h1>
      <ErrorState
        message={error instanceof Error ? error.message : String(error)}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </main>
  );
}
