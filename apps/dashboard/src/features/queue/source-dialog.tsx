// Blocks or trusts the source of a ping at one of four scopes, by the keys 1 to 4.
import type { ListKind, Ping } from '@trackwarden/contracts';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.js';
import { Kbd } from '../../ui/kbd.js';
import { scopeValue, sourceScopes, type SourceScope } from './source-scopes.js';

export function SourceDialog({
  ping,
  list,
  onChoose,
  onClose,
}: {
  ping: Ping;
  list: ListKind | null;
  onChoose: (scope: SourceScope, value: string) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const first = useRef<HTMLButtonElement>(null);
  const choose = (scope: SourceScope | undefined) => {
    const value = scope === undefined ? null : scopeValue(ping, scope);
    if (scope !== undefined && value !== null) onChoose(scope, value);
  };
  return (
    <Dialog
      open={list !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      initialFocus={first}
      title={t(list === 'trust' ? 'source.trustTitle' : 'source.blockTitle')}
      description={t(list === 'trust' ? 'source.trustText' : 'source.blockText')}
    >
      <ul
        className="grid gap-1.5"
        onKeyDown={(event) => {
          if (/^[1-4]$/.test(event.key)) choose(sourceScopes[Number(event.key) - 1]);
        }}
      >
        {sourceScopes.map((scope, at) => {
          const value = scopeValue(ping, scope);
          return (
            <li key={scope}>
              <button
                type="button"
                ref={at === 0 ? first : null}
                disabled={value === null}
                aria-keyshortcuts={String(at + 1)}
                className="grid min-h-11 w-full grid-cols-[auto_minmax(0,1fr)] items-center gap-x-3 rounded-m border border-line-strong px-3 py-2 text-left enabled:hover:bg-hover disabled:opacity-55"
                onClick={() => choose(scope)}
              >
                <Kbd>{at + 1}</Kbd>
                <span className="min-w-0">
                  <span className="block font-medium">{t(`source.scopes.${scope}`)}</span>
                  <span className="block truncate font-mono text-12 text-muted">
                    {value ?? '–'}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
