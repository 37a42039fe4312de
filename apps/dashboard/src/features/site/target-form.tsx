// Adds or edits a target: a page or a category that takes pings at an address of its own.
import { zodResolver } from '@hookform/resolvers/zod';
import type { Target } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../../api/form-errors.js';
import { codeOf } from '../../api/problem.js';
import { createTarget, updateTarget } from '../../api/sites.js';
import { localZone } from '../../format/local-time.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { Select } from '../../ui/select.js';
import {
  changeOf,
  creationOf,
  fieldsOf,
  targetFieldNames,
  targetFieldsSchema,
  type TargetBody,
  type TargetFields,
} from './target-fields.js';

/** A half-filled date reads as empty; sent, it would open a target that was to close. */
const closesAtIsPartial = (form: unknown): boolean =>
  form instanceof HTMLFormElement &&
  form.querySelector<HTMLInputElement>('[name="closesAt"]')?.validity.badInput === true;

export function TargetForm({
  siteId,
  target,
  onDone,
}: {
  siteId: string;
  target?: Target;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, control, formState } = useForm({
    resolver: zodResolver(targetFieldsSchema),
    defaultValues: fieldsOf(target),
  });
  const { errors, isSubmitting, dirtyFields } = formState;
  const save = useMutation({
    mutationFn: (body: TargetBody) =>
      target === undefined
        ? createTarget(siteId, creationOf(body))
        : updateTarget(target.id, changeOf(body, dirtyFields)),
  });

  const refuse = (error: unknown) => {
    if (codeOf(error) !== 'already-exists' || !(error instanceof Error))
      return setFormErrors(error, setError, targetFieldNames);
    setError('url', { message: error.message }, { shouldFocus: true });
    return null;
  };

  const onSubmit = handleSubmit(async (body, event) => {
    setProblem(null);
    if (closesAtIsPartial(event?.target)) {
      setError('closesAt', { message: t('targets.closesAtPartial') }, { shouldFocus: true });
      return;
    }
    try {
      await save.mutateAsync(body);
      await client.invalidateQueries({ queryKey: ['targets', siteId] });
      showToast(t('site.saved'));
      onDone();
    } catch (error) {
      setProblem(refuse(error));
    }
  });

  const error = (name: keyof TargetFields) => errors[name]?.message;
  return (
    <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
      <FormError message={problem} />
      <Field label={t('targets.url')} error={error('url')}>
        <Input {...register('url')} type="url" placeholder="https://blog.example/2026/entry" />
      </Field>
      <Field label={t('targets.title')} hint={t('targets.titleHint')} error={error('title')}>
        <Input {...register('title')} autoComplete="off" />
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <div className="grid content-start gap-1.5">
          <span aria-hidden className="font-medium">
            {t('targets.kind')}
          </span>
          <Controller
            control={control}
            name="kind"
            render={({ field }) => (
              <Select
                label={t('targets.kind')}
                value={field.value}
                onChange={field.onChange}
                options={[
                  { value: 'entry', label: t('targets.entry') },
                  { value: 'category', label: t('targets.category') },
                ]}
              />
            )}
          />
        </div>
        <Field
          label={t('targets.passphrase')}
          hint={t('targets.passphraseHint')}
          error={error('passphrase')}
        >
          <Input {...register('passphrase')} autoComplete="off" spellCheck={false} />
        </Field>
      </div>
      <Field
        label={t('targets.closesAt')}
        hint={t('targets.closesAtHint', { zone: localZone() })}
        error={error('closesAt')}
      >
        <Input {...register('closesAt')} type="datetime-local" className="sm:max-w-60" />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" weight="primary" busy={isSubmitting} disabled={isSubmitting}>
          {t(target === undefined ? 'targets.create' : 'targets.save')}
        </Button>
      </div>
    </form>
  );
}
