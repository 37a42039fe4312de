// Takes in a history that was moderated elsewhere: a file or pasted lines, and a name to find it again.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { importHistory, learningQuery } from '../../api/learning.js';
import { sentence } from '../../format/sentence.js';
import { bytesOf } from '../../format/time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input, Textarea } from '../../ui/field.js';
import { FileInput } from '../../ui/file-input.js';
import { FormError } from '../../ui/form-error.js';
import { HistoryFormat } from './history-format.js';

const mostBytes = 20_000_000;

export const historyNameId = 'history-name';

function Chosen({ file, onDrop }: { file: File; onDrop: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 rounded-m border border-line bg-sunken px-3 py-1.5">
      <span className="num min-w-0" dir="auto">
        {t('bring.chosen', { name: file.name, size: bytesOf(file.size) })}
      </span>
      <Button size="s" weight="ghost" onClick={onDrop}>
        {t('bring.unchoose')}
      </Button>
    </div>
  );
}

export function HistoryForm({ siteId }: { siteId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [lines, setLines] = useState('');
  const bring = useMutation({
    mutationFn: (content: string | Blob) => importHistory(siteId, name, content),
    onSuccess: async ({ spam, ham }) => {
      showToast(t('bring.done', { count: spam + ham }));
      setName('');
      setFile(null);
      setLines('');
      await client.invalidateQueries(learningQuery(siteId));
    },
  });
  const isTooLarge = file !== null && file.size > mostBytes;
  const hasNothing = file === null && lines.trim() === '';
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
      {file === null ? (
        <>
          <FileInput
            label={t('bring.file')}
            accept=".jsonl,.ndjson,.json,.txt,application/x-ndjson,application/json,text/plain"
            onFile={(chosen) => {
              bring.reset();
              if (name.trim() === '') setName(chosen.name.slice(0, 200));
              setFile(chosen);
            }}
          />
          <Field label={t('bring.paste')}>
            <Textarea
              value={lines}
              spellCheck={false}
              className="min-h-24 font-mono text-12 leading-5"
              onChange={(event) => setLines(event.target.value)}
            />
          </Field>
        </>
      ) : (
        <Chosen
          file={file}
          onDrop={() => {
            bring.reset();
            setFile(null);
          }}
        />
      )}
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
