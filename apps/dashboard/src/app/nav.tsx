// The links between pages; only pages that work are listed.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  ChartSpline,
  Globe,
  History,
  Inbox,
  ListChecks,
  Send,
  Settings,
  Waypoints,
  Webhook,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { statsQuery } from '../api/pings.js';
import { useSelectedSite } from '../state/selected-site.js';
import { cn } from '../ui/cn.js';

const entries = [
  { to: '/queue', label: 'nav.queue', icon: Inbox },
  { to: '/history', label: 'nav.history', icon: History },
  { to: '/sources', label: 'nav.sources', icon: Waypoints },
  { to: '/rules', label: 'nav.rules', icon: ListChecks },
  { to: '/learning', label: 'nav.insights', icon: ChartSpline },
  { to: '/site', label: 'nav.site', icon: Globe },
  { to: '/sent', label: 'nav.sent', icon: Send },
  { to: '/webhooks', label: 'nav.webhooks', icon: Webhook },
  { to: '/settings', label: 'nav.settings', icon: Settings },
] as const satisfies readonly { to: string; label: string; icon: LucideIcon }[];

export function NavLinks({ compact, onFollow }: { compact?: boolean; onFollow?: () => void }) {
  const { t } = useTranslation();
  const { site } = useSelectedSite();
  const stats = useQuery({ ...statsQuery(site?.id ?? ''), enabled: site !== null });
  return (
    <ul className="grid gap-0.5">
      {entries.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link
            to={to}
            {...(onFollow === undefined ? {} : { onClick: onFollow })}
            title={compact ? t(label) : undefined}
            className={cn(
              'flex min-h-9 items-center gap-2.5 rounded-m px-2.5 text-muted hover:bg-hover hover:text-text pointer-coarse:min-h-11',
              'aria-[current=page]:bg-surface aria-[current=page]:font-medium aria-[current=page]:text-text aria-[current=page]:inset-ring aria-[current=page]:inset-ring-line',
              compact && 'justify-center px-0',
            )}
          >
            <Icon size={16} aria-hidden className="shrink-0" />
            <span className={compact ? 'sr-only' : undefined}>{t(label)}</span>
            {to === '/queue' && stats.data !== undefined && !compact ? (
              <span className="num ml-auto">{stats.data.views.pending}</span>
            ) : null}
          </Link>
        </li>
      ))}
    </ul>
  );
}
