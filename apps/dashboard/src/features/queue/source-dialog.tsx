// Blocks or trusts the sources of pings at a scope, by the keys 1 to 5, and says what becomes of the pings.
import type { DecisionScope, ListKind, Ping, PingDetail, Verdict } from '@trackwarden/contracts';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.js';
import { PillChoice } from '../../ui/pill-choice.js';
import { ScopeButton } from './scope-button.js';
import { scopeValues, sourceScopes } from './source-scopes.js';
import { statusAfter } from './views.js';

/** `leave`: the list alone, no verdict. */
export type SourceVerdict = Exclude<Verdict, 'hold'> | 'leave';

export type SourceQuestion = { list: ListKind; pings: readonly Ping[]; detail?: PingDetail };

const verdictsOf: Record<ListKind, readonly SourceVerdict[]> = {
  block: ['spam', 'reject'],
  trust: ['approve'],
};

/** Whether there is nothing left to decide: its status says already what the list would. */
function isSettled(list: ListKind, { status, audit, change }: Ping): boolean {
  if (audit === 'waiting' || change !== null) return false;
  return verdictsOf[list].some((verdict) => verdict !== 'leave' && statusAfter[verdict] === status);
}

export function SourceDialog({
  question: { list, pings, detail },
  onChoose,
  onClose,
}: {
  question: SourceQuestion;
  onChoose: (scope: DecisionScope, values: string[], verdict: SourceVerdict) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const first = useRef<HTMLButtonElement>(null);
  const [only] = pings;
  const count = pings.length;
  const [offered = 'leave'] = verdictsOf[list];
  const isDecided = count === 1 && only !== undefined && isSettled(list, only);
  const [verdict, setVerdict] = useState<SourceVerdict>(isDecided ? 'leave' : offered);
  const scopes = sourceScopes
    .map((scope) => ({ scope, found: scopeValues(pings, scope, detail?.sources) }))
    // few pages name their author
    .filter(({ scope, found }) => scope !== 'author' || found !== null);
  const choose = (at: number) => {
    const chosen = scopes[at];
    if (chosen?.found == null || chosen.found === 'shared') return;
    onChoose(chosen.scope, chosen.found.values, verdict);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      initialFocus={first}
      title={t(`source.${list}Title`, { count })}
      description={t(`source.${list}Text`)}
    >
      <div
        className="grid gap-5"
        onKeyDown={(event) => {
          if (/^[1-5]$/.test(event.key)) choose(Number(event.key) - 1);
        }}
      >
        <PillChoice
          label={t('source.verdict', { count })}
          value={verdict}
          options={[...verdictsOf[list], ...(count === 1 ? (['leave'] as const) : [])].map(
            (value) => ({ value, label: t(`source.verdicts.${value}`) }),
          )}
          onChange={setVerdict}
        />
        <ul className="grid gap-1.5">
          {scopes.map(({ scope, found }, at) => (
            <li key={scope}>
              <ScopeButton
                scope={scope}
                digit={String(at + 1)}
                found={found}
                focusRef={at === 0 ? first : null}
                onChoose={() => choose(at)}
              />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
