// Which pings other thresholds would send elsewhere, in words and by name.
import type { ThresholdsPreview } from '@trackwarden/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../ui/tag.js';

export function Flips({ preview, isStale }: { preview: ThresholdsPreview; isStale: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { decides, waiting, disagreed, flips, days } = preview;
  const sentences = [
    ...(decides > 0 ? [t('bands.decidesMore', { count: decides })] : []),
    ...(decides < 0 ? [t('bands.decidesLess', { count: -decides })] : []),
    ...(flips.length === 0 ? [t('bands.changesNothing', { days })] : []),
    ...(disagreed > 0 ? [t('bands.disagreed', { count: disagreed })] : []),
    ...(waiting > 0 ? [t('bands.waiting', { count: waiting })] : []),
  ];
  return (
    <div
      aria-live="polite"
      aria-busy={isStale || undefined}
      className={isStale ? 'opacity-70' : ''}
    >
      <p>
        {sentences.join(' ')}{' '}
        {flips.length === 0 ? null : (
          <button
            type="button"
            aria-expanded={isOpen}
            className="min-h-6 underline underline-offset-2 pointer-coarse:min-h-11"
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'bands.hide' : 'bands.show')}
          </button>
        )}
      </p>
      {isOpen ? (
        <ul aria-label={t('bands.flips')} className="mt-2 grid gap-1.5">
          {flips.map(({ id, title, domain, score, from, to, disagrees }) => (
            <li
              key={id}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-3"
            >
              <Link
                to="/queue"
                search={{ view: 'all', ping: id }}
                preload={false}
                dir="auto"
                className="truncate hover:underline"
              >
                {title} <span className="text-muted">· {domain}</span>
              </Link>
              <span className="num text-muted">{score}</span>
              <Tag tone={disagrees ? 'bad' : 'mute'}>
                {t('bands.flip', { from: t(`bands.band.${from}`), to: t(`bands.band.${to}`) })}
              </Tag>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
