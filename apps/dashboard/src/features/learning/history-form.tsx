// Takes in a history that was moderated elsewhere: a file or pasted lines, and a name to find it again.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importHistory, learningQuery } from '../../api/learning.js';
import { sentence } from '../../format/sentence.js';
import { FileOrLines, isNothing, nothingGiven } from '../../parts/file-or-lines.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { HistoryFormat } from './history-format.js';

const mostBytes = 20_000_000;

export const historyNameId = 'history-name';

export function HistoryForm({ siteId }: { siteId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [given, setGiven] = useState(nothingGiven);
  const { file, lines } = given;
  const bring = useMutation({
    mutationFn: (content: string | Blob) => importHistory(siteId, name, content),
    onSuccess: async ({ spam, ham }) => {
      showToast(t('bring.done', { count: spam + ham }));
      setName('');
      setGiven(nothingGiven);
      await client.invalidateQueries(learningQuery(siteId));
    },
  });
  const isTooLarge = file !== null && file.size > mostBytes;
  const hasNothing = isNothing(given);
  const problem = bring.error === null ? null : sentence(bring.error.message);
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!hasNothing && !isTooLarge) bring.mutate(file ?? lines);
      }}
    >
      <FormError message={isTooLarge ? t('bring.tooLarge') : problem} />
      <Field label={t('bring.name')}>
        <Input
          id={historyNameId}
          value={name}
          maxLength={200}
          placeholder={t('bring.namePlaceholder')}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <FileOrLines
        given={given}
        accept=".jsonl,.ndjson,.json,.txt,application/x-ndjson,application/json,text/plain"
        fileLabel={t('bring.file')}
        linesLabel={t('bring.paste')}
        onGive={(next) => {
          bring.reset();
          if (next.file !== null && name.trim() === '') setName(next.file.name.slice(0, 200));
          setGiven(next);
        }}
      />
      <HistoryFormat />
      <Button
        type="submit"
        weight="primary"
        className="justify-self-start"
        busy={bring.isPending}
        disabled={bring.isPending || hasNothing || isTooLarge}
      >
        {t('bring.start')}
      </Button>
    </form>
  );
}
