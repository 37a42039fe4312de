// Takes rules and lists from a file or from pasted text, as one named batch.
import type { ImportRules, ListKind, RuleBatch } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { refusedValues } from '../../api/problem.js';
import { importRules } from '../../api/rules.js';
import { FileOrLines, isNothing, nothingGiven } from '../../parts/file-or-lines.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { LabelledSelect } from '../../ui/select.js';

const formats = ['domains', 'disallowed-keys', 'json'] as const;

function problemOf(error: Error | null): string | null {
  if (error === null) return null;
  const [first] = refusedValues(error);
  return first === undefined ? error.message : `${first.pointer}: ${first.message}`;
}

function Skipped({ batch }: { batch: RuleBatch }) {
  const { t } = useTranslation();
  if (batch.skippedCount === 0) return null;
  return (
    <details>
      <summary className="min-h-8 font-medium">
        {t('imports.skipped', { count: batch.skippedCount })}
      </summary>
      <ul className="mt-1 grid gap-0.5 text-muted">
        {batch.skipped.map(({ line, text, because }) => (
          <li key={line}>{t('imports.line', { line, text, because })}</li>
        ))}
        {batch.skippedCount > batch.skipped.length ? (
          <li>{t('imports.skippedMore', { count: batch.skippedCount - batch.skipped.length })}</li>
        ) : null}
      </ul>
    </details>
  );
}

export function ImportForm({ siteId }: { siteId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [format, setFormat] = useState<ImportRules['format']>('domains');
  const [list, setList] = useState<ListKind>('block');
  const [given, setGiven] = useState(nothingGiven);
  const bring = useMutation({
    mutationFn: async () => {
      const content = given.file === null ? given.lines : await given.file.text();
      return importRules(siteId, { name, format, content, list });
    },
    onSuccess: async ({ rules, words, entries }) => {
      showToast(
        t(words > 0 ? 'imports.doneWords' : 'imports.done', {
          rules: t('imports.rules', { count: rules }),
          words: t('imports.words', { count: words }),
          entries: t('imports.entries', { count: entries }),
        }),
      );
      setName('');
      setGiven(nothingGiven);
      for (const key of ['rules', 'lists', 'rule-imports'])
        await client.invalidateQueries({ queryKey: [key, siteId] });
    },
  });
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        bring.mutate();
      }}
    >
      <FormError message={problemOf(bring.error)} />
      <Field label={t('imports.name')}>
        <Input
          value={name}
          maxLength={120}
          placeholder={t('imports.namePlaceholder')}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <div className="grid gap-1.5">
        <div className="flex flex-wrap gap-x-2 gap-y-4">
          <LabelledSelect
            label={t('imports.format')}
            value={format}
            className="w-64"
            options={formats.map((value) => ({ value, label: t(`imports.formats.${value}`) }))}
            onChange={setFormat}
          />
          {format === 'domains' ? (
            <LabelledSelect
              label={t('imports.list')}
              value={list}
              className="w-32"
              options={[
                { value: 'block', label: t('lists.list.block') },
                { value: 'trust', label: t('lists.list.trust') },
              ]}
              onChange={setList}
            />
          ) : null}
        </div>
        <p className="text-12 text-muted">{t(`imports.formatHint.${format}`)}</p>
      </div>
      <FileOrLines
        given={given}
        accept=".txt,.json,text/plain,application/json"
        fileLabel={t('imports.file')}
        linesLabel={t('imports.content')}
        onGive={(next) => {
          bring.reset();
          if (next.file !== null && name.trim() === '') setName(next.file.name.slice(0, 120));
          setGiven(next);
        }}
      />
      <Button
        type="submit"
        weight="primary"
        className="justify-self-start"
        busy={bring.isPending}
        disabled={bring.isPending || isNothing(given) || name.trim() === ''}
      >
        {t('imports.start')}
      </Button>
      {bring.data === undefined ? null : <Skipped batch={bring.data} />}
    </form>
  );
}
