// One condition: a field, a comparison that fits it, and the value.
import {
  numberFields,
  operatorsOf,
  textFields,
  type RuleField,
  type RuleOperator,
} from '@trackwarden/contracts';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../format/sentence.js';
import { Button } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import { controlClass } from '../../ui/field.js';
import { Select } from '../../ui/select.js';
import type { DraftCondition } from './draft.js';

const fields: readonly RuleField[] = [...textFields, ...numberFields];
const protocols = ['trackback', 'pingback', 'webmention'] as const;

function Value({
  condition,
  label,
  invalid,
  onChange,
}: {
  condition: DraftCondition;
  label: string;
  invalid: boolean;
  onChange: (value: string) => void;
}) {
  const { t } = useTranslation();
  const { field, operator, value } = condition;
  if (operator === 'same-as')
    return (
      <Select<RuleField>
        label={label}
        value={value === '' ? 'title' : (value as RuleField)}
        options={textFields.map((name) => ({ value: name, label: t(`rules.field.${name}`) }))}
        onChange={onChange}
      />
    );
  if (field === 'protocol')
    return (
      <Select<string>
        label={label}
        value={value || 'trackback'}
        options={protocols.map((name) => ({ value: name, label: name }))}
        onChange={onChange}
      />
    );
  // grows with long lists of words
  return (
    <textarea
      rows={1}
      aria-label={label}
      aria-invalid={invalid || undefined}
      value={value}
      spellCheck={false}
      dir="auto"
      placeholder={t(`rules.placeholder.${operator}`)}
      className={cn(
        controlClass,
        'field-sizing-content max-h-40 resize-none pointer-coarse:py-2.5',
        operator === 'matches' && 'font-mono text-12 leading-5',
        invalid && 'border-bad',
      )}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey && operator !== 'matches') {
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }
      }}
    />
  );
}

/** A field that has its own values starts with one of them. */
function startOf(field: RuleField, operator: RuleOperator, value: string): string {
  if (operator === 'same-as')
    return (textFields as readonly string[]).includes(value) ? value : 'title';
  if (field === 'protocol')
    return (protocols as readonly string[]).includes(value) ? value : 'trackback';
  return value;
}

export function ConditionRow({
  condition,
  number,
  fault,
  onChange,
  onRemove,
}: {
  condition: DraftCondition;
  number: string;
  fault: string | undefined;
  onChange: (condition: DraftCondition) => void;
  onRemove?: () => void;
}) {
  const { t } = useTranslation();
  const { field, operator, value, count } = condition;
  const put = (next: RuleField, wanted: RuleOperator) => {
    const fits = operatorsOf[next].includes(wanted);
    const chosen = fits ? wanted : (operatorsOf[next][0] ?? 'word');
    onChange({ ...condition, field: next, operator: chosen, value: startOf(next, chosen, value) });
  };
  return (
    <div>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)_32px] gap-1.5">
        <Select
          label={t('editor.field', { number })}
          value={field}
          options={fields.map((name) => ({ value: name, label: t(`rules.field.${name}`) }))}
          onChange={(next) => put(next, operator)}
        />
        <Select
          label={t('editor.operator', { number })}
          value={operator}
          options={operatorsOf[field].map((name) => ({
            value: name,
            label: t(`rules.operator.${name}`),
          }))}
          onChange={(next) => put(field, next)}
        />
        {onRemove === undefined ? (
          <span />
        ) : (
          <Button
            weight="ghost"
            size="icon"
            className="self-center pointer-coarse:min-w-8"
            aria-label={t('editor.remove', { number })}
            onClick={onRemove}
          >
            <X size={15} aria-hidden />
          </Button>
        )}
        <div className="col-span-2 flex gap-1.5">
          <Value
            condition={condition}
            label={t('editor.value', { number })}
            invalid={fault !== undefined}
            onChange={(next) => onChange({ ...condition, value: next })}
          />
          {operator === 'count-at-least' ? (
            <input
              type="number"
              min={1}
              max={1000}
              aria-label={t('editor.count', { number })}
              value={count}
              className={cn(controlClass, 'num w-20 shrink-0')}
              onChange={(event) => onChange({ ...condition, count: event.target.value })}
            />
          ) : null}
        </div>
      </div>
      {fault === undefined ? null : (
        <p role="alert" className="mt-1 text-12 font-medium text-bad">
          {sentence(fault)}
        </p>
      )}
    </div>
  );
}
