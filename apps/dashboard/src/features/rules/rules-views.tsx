// The parts of the rules page, as links.
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { rulesParts } from '../../state/search.js';
import { cn } from '../../ui/cn.js';

export function RulesViews({ view }: { view: (typeof rulesParts)[number] }) {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('rules.views')} className="mb-5">
      <ul className="flex flex-wrap gap-0.5">
        {rulesParts.map((name) => (
          <li key={name}>
            <Link
              to="/rules"
              search={(previous) => ({
                ...previous,
                part: name === 'rules' ? undefined : name,
                rule: undefined,
                from: undefined,
              })}
              preload={false}
              aria-current={name === view ? 'page' : undefined}
              className={cn(
                'flex min-h-8 items-center rounded-m px-2.5 whitespace-nowrap text-muted hover:bg-hover hover:text-text pointer-coarse:min-h-11',
                name === view && 'bg-accent-soft font-medium text-text hover:bg-accent-soft',
              )}
            >
              {t(`rules.view.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
