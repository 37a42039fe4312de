// One list in the DNS: what it lists, whether it works, and the way to take it out.
import type { SiteOpinions } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { ago } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { Tag } from '../../ui/tag.js';

const tones = { unknown: 'mute', healthy: 'ok', broken: 'bad', silent: 'hold' } as const;

export function DnsListRow({
  list,
  busy,
  onRemove,
}: {
  list: SiteOpinions['dnsLists'][number];
  busy: boolean;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const now = useNow();
  const { zone, of, health } = list;
  const { state, reason, checkedAt } = health;
  return (
    <li className="flex items-start justify-between gap-4 border-t border-line py-2.5 first:border-t-0">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-1.5">
          <span className="font-mono break-all">{zone}</span>
          <Tag tone={tones[state]}>{t(`opinions.state.${state}`)}</Tag>
        </p>
        <p className="text-muted">
          {t(`opinions.of.${of}`)}
          {checkedAt === null ? null : ` · ${t('opinions.tested', { when: ago(checkedAt, now) })}`}
        </p>
        {reason === null ? null : (
          <p className="text-bad">
            {t('opinions.because', { reason })} {t(`opinions.meaning.${state}`)}
          </p>
        )}
      </div>
      <Button
        size="s"
        weight="ghost"
        disabled={busy}
        aria-label={t('opinions.remove', { zone })}
        onClick={onRemove}
      >
        {t('opinions.removeShort')}
      </Button>
    </li>
  );
}
