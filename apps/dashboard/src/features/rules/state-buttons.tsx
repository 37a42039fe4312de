// The steps of a rule: draft, shadow, live, and back.
import type { RuleState } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';

export function StateButtons({
  state,
  isBusy,
  isChanged,
  onSave,
}: {
  state: RuleState | undefined;
  isBusy: boolean;
  isChanged: boolean;
  onSave: (state: RuleState) => void;
}) {
  const { t } = useTranslation();
  const move = (to: RuleState, label: string, isNext: boolean) => (
    <Button
      weight={isNext ? 'primary' : 'secondary'}
      busy={isBusy}
      disabled={isBusy}
      onClick={() => onSave(to)}
    >
      {label}
    </Button>
  );
  return (
    <div className="sticky bottom-0 z-10 -mx-4 flex flex-wrap gap-2 border-t border-line bg-surface px-4 py-3 md:-mx-5 md:px-5">
      <Button type="submit" busy={isBusy} disabled={isBusy || !isChanged}>
        {t(state === undefined || state === 'draft' ? 'editor.saveDraft' : 'editor.save')}
      </Button>
      {state === undefined || state === 'draft'
        ? move('shadow', t('editor.runShadow'), true)
        : null}
      {state === 'shadow' ? (
        <>
          {move('live', t('editor.goLive'), true)}
          {move('draft', t('editor.toDraft'), false)}
        </>
      ) : null}
      {state === 'live' ? move('shadow', t('editor.toShadow'), false) : null}
    </div>
  );
}
