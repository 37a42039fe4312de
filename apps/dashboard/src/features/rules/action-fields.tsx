// What a rule does: points, or a decision.
import type { RuleAction } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Field, Input } from '../../ui/field.js';
import { Select } from '../../ui/select.js';
import type { Draft } from './draft.js';

const actions: readonly RuleAction['do'][] = ['points', 'spam', 'hold', 'approve'];

export function ActionFields({
  draft,
  fault,
  onChange,
}: {
  draft: Draft;
  fault: string | undefined;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium">{t('editor.then')}</legend>
      <div className="grid items-start gap-1.5 sm:grid-cols-2">
        <Select
          label={t('editor.action')}
          value={draft.action}
          options={actions.map((value) => ({ value, label: t(`rules.action.${value}`) }))}
          onChange={(action) => onChange({ action })}
        />
        {draft.action === 'points' ? (
          <Field label={t('editor.points')} hideLabel hint={t('editor.pointsHint')} error={fault}>
            <Input
              inputMode="decimal"
              value={draft.points}
              className="num"
              onChange={(event) => onChange({ points: event.target.value })}
            />
          </Field>
        ) : null}
      </div>
    </fieldset>
  );
}
