// Above the list of copies: one verdict for all of them.
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { useCopiesDecision } from './use-copies-decision.js';

const verdicts = ['approve', 'spam', 'reject'] as const;

export function CopiesHeader({ siteId, count }: { siteId: string; count: number }) {
  const { t } = useTranslation();
  const { give, busy } = useCopiesDecision(siteId);
  if (count === 0) return null;
  return (
    <section aria-label={t('copies.heading', { count })} className="border-t border-line px-3 py-3">
      <p className="text-muted">{t('copies.text')}</p>
      <div
        role="group"
        aria-label={t('copies.decideAll', { count })}
        className="mt-2 flex flex-wrap items-center gap-1.5"
      >
        <span className="mr-1 text-muted max-md:w-full">{t('copies.decideAll', { count })}</span>
        {verdicts.map((verdict) => (
          <Button
            key={verdict}
            size="s"
            weight={verdict === 'spam' ? 'danger' : 'secondary'}
            disabled={busy}
            className="max-md:min-h-11"
            onClick={() => give(verdict)}
          >
            {t(`verdict.${verdict}`)}
          </Button>
        ))}
      </div>
    </section>
  );
}
