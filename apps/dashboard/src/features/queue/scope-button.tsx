// One scope at which sources can be listed: its key, its name, and what it would cover.
import type { DecisionScope } from '@trackwarden/contracts';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd.js';
import type { scopeValues } from './source-scopes.js';

export function ScopeButton({
  scope,
  digit,
  found,
  focusRef,
  onChoose,
}: {
  scope: DecisionScope;
  digit: string;
  found: ReturnType<typeof scopeValues>;
  focusRef: Ref<HTMLButtonElement>;
  onChoose: () => void;
}) {
  const { t } = useTranslation();
  const [first, ...others] = found === null || found === 'shared' ? [] : found.values;
  return (
    <button
      type="button"
      ref={focusRef}
      disabled={first === undefined}
      aria-keyshortcuts={digit}
      className="grid min-h-11 w-full grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 rounded-m border border-line-strong px-3 py-2 text-left enabled:hover:bg-hover disabled:opacity-55"
      onClick={onChoose}
    >
      <Kbd>{digit}</Kbd>
      <span className="min-w-0">
        <span className="block font-medium">{t(`source.scopes.${scope}`)}</span>
        {first === undefined ? (
          <span className="block text-12 text-muted">
            {t(found === 'shared' ? 'source.shared' : 'source.nothing')}
          </span>
        ) : (
          <span className="flex min-w-0 items-baseline gap-1.5 text-12 text-muted">
            <span className="truncate font-mono" title={first}>
              {first}
            </span>
            {others.length === 0 ? null : (
              <span className="shrink-0">{t('source.more', { count: others.length })}</span>
            )}
          </span>
        )}
      </span>
    </button>
  );
}
