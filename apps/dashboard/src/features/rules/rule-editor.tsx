// Writes a rule: conditions, what follows, and beside them what it would have caught.
import type { Rule, RuleState, Site } from '@trackwarden/contracts';
import { ChevronLeft, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { Tag } from '../../ui/tag.js';
import { ActionFields } from './action-fields.js';
import { Advice } from './advice-line.js';
import { Conditions } from './conditions.js';
import { ConflictNotice, KeptNotice } from './conflict-notice.js';
import { triedPart, type Draft } from './draft.js';
import { DryRunPanel } from './dry-run-panel.js';
import { MoreFields } from './more-fields.js';
import { RuleDangers } from './rule-dangers.js';
import { stateTone } from './rule-words.js';
import { StateButtons } from './state-buttons.js';
import { useEditedRule } from './use-edited-rule.js';
import { useSaveRule } from './use-save-rule.js';
import { Versions } from './versions.js';

export function RuleEditor({
  site,
  rule,
  initial,
  onOpen,
}: {
  site: Site;
  rule: Rule | undefined;
  initial: Draft;
  onOpen: (id: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const edited = useEditedRule(rule, initial);
  const { draft, version, change, isChanged } = edited;
  const { save, faults, problem, clear } = useSaveRule(site.id, rule, {
    onStored: edited.store,
    onShown: (stored) => {
      if (rule === undefined) onOpen(stored.id);
    },
  });
  const isNew = rule === undefined;
  const heading = useRef<HTMLHeadingElement>(null);
  const focusHeading = () => heading.current?.focus({ preventScroll: true });
  useEffect(() => {
    if (!isNew) focusHeading();
  }, [isNew]);
  const write = (state: RuleState, seenVersion = version) =>
    save.mutate({ draft, state, seenVersion });
  return (
    <form
      noValidate
      className="grid gap-5 px-4 py-5 md:px-5"
      onSubmit={(event) => {
        event.preventDefault();
        write(rule?.state ?? 'draft');
      }}
    >
      <div className="flex items-center justify-between gap-3">
        <Button weight="ghost" className="-ml-2 pl-1 xl:hidden" onClick={() => onOpen(undefined)}>
          <ChevronLeft size={18} aria-hidden />
          {t('editor.back')}
        </Button>
        <h2
          ref={heading}
          tabIndex={-1}
          className="text-15 font-semibold outline-none max-xl:sr-only"
        >
          {t(rule === undefined ? 'editor.newLabel' : 'editor.label')}
        </h2>
        <div className="flex items-center gap-2">
          {isChanged ? <span className="text-12 text-muted">{t('editor.changed')}</span> : null}
          <Tag tone={stateTone[rule?.state ?? 'draft']}>
            {t(`rules.state.${rule?.state ?? 'draft'}`)}
          </Tag>
          <Button
            weight="ghost"
            size="icon"
            className="max-xl:hidden"
            aria-label={t('editor.close')}
            onClick={() => onOpen(undefined)}
          >
            <X size={16} aria-hidden />
          </Button>
        </div>
      </div>
      {edited.isConflict && !save.isPending && rule && version !== null ? (
        <ConflictNotice
          rule={rule}
          seenVersion={version}
          onLoad={() => {
            focusHeading();
            clear();
            edited.load(rule, { keeps: true });
          }}
          onOverwrite={() => {
            focusHeading();
            write(rule.state, rule.version);
          }}
        />
      ) : (
        <FormError message={problem} />
      )}
      {edited.kept === null ? null : (
        <KeptNotice
          onPutBack={() => {
            focusHeading();
            if (edited.kept) edited.putBack(edited.kept);
          }}
        />
      )}
      {rule?.fault ? (
        <FormError message={t('editor.fault', { message: rule.fault.message })} />
      ) : null}
      {rule?.demoted ? (
        <p className="rounded-m bg-bad-soft px-3 py-2">
          {t('rules.wentBack', { because: rule.demoted.because })}
        </p>
      ) : null}
      <Field label={t('editor.name')} error={faults.get('name')}>
        <Input
          value={draft.name}
          autoFocus={isNew}
          maxLength={120}
          placeholder={t('editor.namePlaceholder')}
          onChange={(event) => change({ name: event.target.value })}
        />
      </Field>
      <Conditions draft={draft} faults={faults} onChange={change} />
      <ActionFields draft={draft} fault={faults.get('action.points')} onChange={change} />
      <DryRunPanel siteId={site.id} ruleId={rule?.id} tried={triedPart(draft)} />
      <MoreFields draft={draft} fault={faults.get('expiresAt')} onChange={change} />
      {rule === undefined ? null : <Advice rule={rule} />}
      <StateButtons
        state={rule?.state}
        isBusy={save.isPending}
        isChanged={isChanged}
        onSave={(state) => write(state)}
      />
      {rule === undefined ? null : (
        <>
          <Versions rule={rule} onRolledBack={(stored) => edited.load(stored, { keeps: false })} />
          <RuleDangers rule={rule} onDeleted={() => onOpen(undefined)} />
        </>
      )}
    </form>
  );
}
