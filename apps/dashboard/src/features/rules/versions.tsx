// The versions of a rule: who changed what, before and after, and the way back.
import type { Rule, RuleDefinition, RuleVersion } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rollBackRule, versionsQuery } from '../../api/rules.js';
import { dateMinuteOf, dateOf } from '../../format/time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { QueryState } from '../../ui/query-state.js';
import { actionWords, groupWords } from './rule-words.js';

type DefinitionField = keyof RuleDefinition;

function fieldWords(t: TFunction, definition: RuleDefinition, field: DefinitionField): string {
  switch (field) {
    case 'conditions':
      return groupWords(t, definition.conditions);
    case 'action':
      return actionWords(t, definition.action);
    case 'state':
      return t(`rules.state.${definition.state}`);
    case 'expiresAt':
      return definition.expiresAt === null ? '' : dateOf(definition.expiresAt);
    case 'name':
    case 'note':
      return definition[field];
  }
}

function Changes({ version, before }: { version: RuleVersion; before: RuleVersion | undefined }) {
  const { t } = useTranslation();
  if (before === undefined || version.changed.length === 0) return null;
  return (
    <dl
      aria-label={t('versions.changes', { version: version.version })}
      className="mt-1.5 grid gap-1.5"
    >
      {(version.changed as DefinitionField[]).map((field) => (
        <div key={field} className="grid grid-cols-[72px_minmax(0,1fr)] gap-2 text-12">
          <dt className="text-muted">{t(`versions.field.${field}`)}</dt>
          <dd className="min-w-0" dir="auto">
            <del className="block rounded-s bg-bad-soft px-1.5 py-0.5 no-underline">
              <span className="sr-only">{t('versions.before')}: </span>
              {fieldWords(t, before.definition, field) || t('versions.nothing')}
            </del>
            <ins className="mt-0.5 block rounded-s bg-ok-soft px-1.5 py-0.5 no-underline">
              <span className="sr-only">{t('versions.after')}: </span>
              {fieldWords(t, version.definition, field) || t('versions.nothing')}
            </ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function Versions({
  rule,
  onRolledBack,
}: {
  rule: Rule;
  onRolledBack: (stored: Rule) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const list = useQuery({ ...versionsQuery(rule.id, rule.version), enabled: isOpen });
  const rollBack = useMutation({
    mutationFn: (version: number) => rollBackRule(rule.id, { version, seenVersion: rule.version }),
    onSuccess: async (stored, version) => {
      showToast(t('versions.rolledBack', { version }));
      onRolledBack(stored);
      await client.invalidateQueries({ queryKey: ['rules', rule.siteId] });
    },
    onError: async (error) => {
      showToast(error.message, { tone: 'bad' });
      await client.invalidateQueries({ queryKey: ['rules', rule.siteId] });
    },
  });
  const versions = list.data?.items ?? [];
  return (
    <details
      className="border-t border-line pt-3"
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex min-h-8 items-center justify-between gap-3 rounded-s font-medium pointer-coarse:min-h-11">
        {t('versions.heading')}
        <span className="num font-normal text-muted">{rule.version}</span>
      </summary>
      {isOpen ? <QueryState query={list} lines={3} /> : null}
      <ol className="mt-2 grid gap-3">
        {versions.map((version, at) => (
          <li key={version.version} className="grid grid-cols-[28px_minmax(0,1fr)_auto] gap-x-2">
            <span className="num text-muted">{version.version}</span>
            <div className="min-w-0">
              <p>{t('versions.by', { because: version.because, name: version.by.name })}</p>
              <p className="text-12 text-muted">{dateMinuteOf(version.at)}</p>
              <Changes version={version} before={versions[at + 1]} />
            </div>
            {version.version === rule.version ? null : (
              <Button
                size="s"
                weight="ghost"
                disabled={rollBack.isPending}
                aria-label={t('versions.rollBack', { version: version.version })}
                onClick={() => rollBack.mutate(version.version)}
              >
                {t('versions.rollBackShort')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
