// Adds an entry to a list, or changes exceptions, expiry and note of one.
import type { ListEntry, ListKind, ListScope } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem.js';
import { addListEntry, updateListEntry } from '../../api/rules.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { Select } from '../../ui/select.js';

const scopes: readonly ListScope[] = ['domain', 'host', 'path', 'url', 'author', 'network'];

const partsOf = (text: string): string[] =>
  text
    .split(/[,\s]+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

const dayOf = ({ expiresAt }: ListEntry): string => expiresAt?.slice(0, 10) ?? '';

function faultAt(error: Error | null, pointer: string): string | undefined {
  const errors = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return errors.find((one) => one.pointer.startsWith(pointer))?.message;
}

export function EntryForm({
  siteId,
  entry,
  onDone,
}: {
  siteId: string;
  entry: ListEntry | null;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [list, setList] = useState<ListKind>(entry?.list ?? 'block');
  const [scope, setScope] = useState<ListScope>(entry?.scope ?? 'domain');
  const [value, setValue] = useState(entry?.value ?? '');
  const [exceptions, setExceptions] = useState(entry?.exceptions.join(', ') ?? '');
  const [expires, setExpires] = useState(entry === null ? '' : dayOf(entry));
  const [note, setNote] = useState(entry?.note ?? '');
  const save = useMutation({
    mutationFn: () => {
      const common = {
        exceptions: partsOf(exceptions),
        note,
        // the field holds a day: whatever hour the entry has stays while the day does
        expiresAt:
          entry !== null && expires === dayOf(entry)
            ? entry.expiresAt
            : expires === ''
              ? null
              : `${expires}T23:59:59.000Z`,
      };
      return entry === null
        ? addListEntry(siteId, { list, scope, value, ...common })
        : updateListEntry(entry.id, common);
    },
    onSuccess: async (saved) => {
      showToast(t('lists.added', { value: saved.value }));
      onDone();
      await client.invalidateQueries({ queryKey: ['lists', siteId] });
      await client.invalidateQueries({ queryKey: ['sites'] });
    },
  });
  const atValue = faultAt(save.error, '/value');
  const atExceptions = faultAt(save.error, '/exceptions');
  const atExpiry = faultAt(save.error, '/expiresAt');
  const isPlaced = [atValue, atExceptions, atExpiry].some((fault) => fault !== undefined);
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <FormError message={isPlaced ? null : (save.error?.message ?? null)} />
      {entry !== null ? null : (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <Select
              label={t('lists.kind')}
              value={list}
              options={[
                { value: 'block', label: t('lists.list.block') },
                { value: 'trust', label: t('lists.list.trust') },
              ]}
              onChange={setList}
            />
            <Select
              label={t('lists.scopeLabel')}
              value={scope}
              options={scopes.map((name) => ({ value: name, label: t(`lists.scope.${name}`) }))}
              onChange={setScope}
            />
          </div>
          <Field label={t('lists.value')} error={atValue}>
            <Input
              value={value}
              spellCheck={false}
              placeholder={t(`lists.example.${scope}`)}
              onChange={(event) => setValue(event.target.value)}
            />
          </Field>
        </>
      )}
      {scope === 'network' ? null : (
        <Field label={t('lists.exceptions')} hint={t('lists.exceptionsHint')} error={atExceptions}>
          <Input
            value={exceptions}
            spellCheck={false}
            onChange={(event) => setExceptions(event.target.value)}
          />
        </Field>
      )}
      <Field label={t('lists.expiry')} error={atExpiry}>
        <Input
          type="date"
          value={expires}
          className="max-w-48"
          onChange={(event) => setExpires(event.target.value)}
        />
      </Field>
      <Field label={t('lists.note')}>
        <Input value={note} maxLength={2000} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" weight="primary" busy={save.isPending} disabled={save.isPending}>
          {t(entry === null ? 'lists.add' : 'ui.save')}
        </Button>
      </div>
    </form>
  );
}
