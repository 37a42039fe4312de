// What all pings of a campaign say, with the places marked where they differ.
import type { TemplatePart } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.js';

/** A gap shows its commonest filling; all examples stand in its title. */
function Slot({ samples }: { samples: readonly string[] }) {
  const { t } = useTranslation();
  const shown = samples.find((sample) => sample !== '') ?? '';
  const more = samples.length - 1;
  return (
    <mark
      title={samples.map((sample) => sample || t('campaign.nothing')).join('\n')}
      className="rounded-s bg-hold-soft px-1 text-text"
    >
      {shown.length > 60 ? `${shown.slice(0, 59)}…` : shown}
      {more > 0 ? (
        <span className="ml-1 text-12 text-muted">{t('campaign.more', { count: more })}</span>
      ) : null}
    </mark>
  );
}

export function Template({
  parts,
  className,
}: {
  parts: readonly TemplatePart[];
  className?: string;
}) {
  return (
    <p dir="auto" className={cn('leading-5 break-words', className)}>
      {parts.map((part, at) => (
        <span key={at}>
          {at === 0 ? '' : ' '}
          {'text' in part ? part.text : <Slot samples={part.samples} />}
        </span>
      ))}
    </p>
  );
}
