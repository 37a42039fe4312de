// The builder of conditions: fields, comparisons and values, joined by all or any, two levels deep.
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Select } from '../../ui/select.js';
import { ConditionRow } from './condition-row.js';
import {
  isGroup,
  newCondition,
  newGroup,
  type Draft,
  type DraftCondition,
  type DraftGroup,
  type DraftItem,
} from './draft.js';

type Faults = ReadonlyMap<string, string>;

function MatchSelect({
  label,
  value,
  onChange,
}: {
  label: string;
  value: 'all' | 'any';
  onChange: (value: 'all' | 'any') => void;
}) {
  const { t } = useTranslation();
  return (
    <Select
      label={label}
      value={value}
      className="w-auto min-w-44 justify-self-start"
      options={[
        { value: 'all', label: t('editor.match.all') },
        { value: 'any', label: t('editor.match.any') },
      ]}
      onChange={onChange}
    />
  );
}

function Group({
  group,
  first,
  faults,
  place,
  onChange,
  onRemove,
}: {
  group: DraftGroup;
  first: number;
  faults: Faults;
  place: string;
  onChange: (group: DraftGroup) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const items = (next: DraftCondition[]) =>
    next.length === 0 ? onRemove() : onChange({ ...group, items: next });
  return (
    <div
      role="group"
      aria-label={t('editor.group')}
      className="grid gap-2 rounded-m border border-line bg-sunken p-2.5"
    >
      <div className="flex items-center justify-between gap-2">
        <MatchSelect
          label={t('editor.innerMatchLabel')}
          value={group.match}
          onChange={(match) => onChange({ ...group, match })}
        />
        <Button weight="ghost" size="icon" aria-label={t('editor.removeGroup')} onClick={onRemove}>
          <X size={15} aria-hidden />
        </Button>
      </div>
      {group.items.map((condition, at) => (
        <ConditionRow
          key={condition.key}
          condition={condition}
          number={`${first}.${at + 1}`}
          fault={faultAt(faults, `${place}.items.${at}`)}
          onChange={(next) => items(group.items.map((one, i) => (i === at ? next : one)))}
          onRemove={() => items(group.items.filter((_, i) => i !== at))}
        />
      ))}
      <div>
        <Button size="s" weight="ghost" onClick={() => items([...group.items, newCondition()])}>
          <Plus size={14} aria-hidden />
          {t('editor.addCondition')}
        </Button>
      </div>
    </div>
  );
}

/** The fault of a condition, whichever of its fields it stands at. */
function faultAt(faults: Faults, place: string): string | undefined {
  for (const [path, message] of faults) if (path.startsWith(`${place}.`)) return message;
  return undefined;
}

export function Conditions({
  draft,
  faults,
  onChange,
}: {
  draft: Draft;
  faults: Faults;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  const { items, match } = draft;
  const put = (next: DraftItem[]) =>
    onChange({ items: next.length === 0 ? [newCondition()] : next });
  const replace = (at: number, item: DraftItem) =>
    put(items.map((one, index) => (index === at ? item : one)));
  const remove = (at: number) => put(items.filter((_, index) => index !== at));
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1.5 font-medium">{t('editor.when')}</legend>
      <MatchSelect
        label={t('editor.matchLabel')}
        value={match}
        onChange={(value) => onChange({ match: value })}
      />
      {items.map((item, at) =>
        isGroup(item) ? (
          <Group
            key={item.key}
            group={item}
            first={at + 1}
            faults={faults}
            place={`conditions.items.${at}`}
            onChange={(group) => replace(at, group)}
            onRemove={() => remove(at)}
          />
        ) : (
          <ConditionRow
            key={item.key}
            condition={item}
            number={String(at + 1)}
            fault={faultAt(faults, `conditions.items.${at}`)}
            onChange={(next) => replace(at, next)}
            {...(items.length > 1 ? { onRemove: () => remove(at) } : {})}
          />
        ),
      )}
      <div className="flex flex-wrap gap-1.5">
        <Button size="s" onClick={() => put([...items, newCondition()])}>
          <Plus size={14} aria-hidden />
          {t('editor.addCondition')}
        </Button>
        <Button size="s" weight="ghost" onClick={() => put([...items, newGroup()])}>
          {t('editor.addGroup')}
        </Button>
      </div>
      <p className="text-12 text-muted">{t('editor.wordsHint')}</p>
    </fieldset>
  );
}
