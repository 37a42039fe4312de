// Two steps on purpose: the address of one's post is looked at first, and sent only after that was seen.
import { zodResolver } from '@hookform/resolvers/zod';
import { announceSchema, type OutboxItem, type Site } from '@trackwarden/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../../api/form-errors.js';
import { previewOutbox } from '../../api/outbox.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { SkeletonLines } from '../../ui/states.js';
import { Preview } from './preview.js';

const formSchema = announceSchema.pick({ source: true });

export function Compose({ site, onSent }: { site: Site; onSent: (item: OutboxItem) => void }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, reset, formState } = useForm({
    resolver: zodResolver(formSchema),
    defaultValues: { source: '' },
  });
  const look = useMutation({
    mutationFn: (source: string) => previewOutbox(site.id, { source }),
  });
  const { errors, isSubmitting } = formState;

  const onSubmit = handleSubmit(async ({ source }) => {
    setProblem(null);
    try {
      await look.mutateAsync(source);
    } catch (error) {
      setProblem(setFormErrors(error, setError, ['source']));
    }
  });

  // What is shown belongs to the address that was looked at, not to one that is being typed.
  const forget = () => {
    setProblem(null);
    if (!look.isIdle && !look.isPending) look.reset();
  };

  return (
    <section
      aria-labelledby="compose"
      className="rounded-m border border-line bg-surface px-4.5 py-4"
    >
      <h2 id="compose" className="text-15 font-semibold">
        {t('sent.compose')}
      </h2>
      <p className="mt-1 mb-4 max-w-[64ch] text-muted">{t('sent.composeText')}</p>
      <form
        noValidate
        className="flex items-start gap-2 max-sm:flex-col max-sm:items-stretch"
        onSubmit={(event) => void onSubmit(event)}
      >
        <Field
          hideLabel
          className="min-w-0 flex-1"
          label={t('sent.source')}
          error={errors.source?.message}
        >
          <Input
            {...register('source', { onChange: forget })}
            type="url"
            inputMode="url"
            autoComplete="off"
            placeholder={`${site.origins[0] ?? ''}/2026/entry`}
          />
        </Field>
        <Button
          type="submit"
          weight={look.isSuccess ? 'secondary' : 'primary'}
          busy={isSubmitting}
          disabled={isSubmitting}
        >
          {t('sent.look')}
        </Button>
      </form>
      <div className="mt-3 empty:hidden">
        <FormError message={problem} />
      </div>
      <div className="mt-4 empty:hidden">
        {look.isPending ? <SkeletonLines lines={3} /> : null}
        {look.isSuccess ? (
          <Preview
            siteId={site.id}
            preview={look.data}
            onSent={(item) => {
              look.reset();
              reset();
              onSent(item);
            }}
          />
        ) : null}
      </div>
    </section>
  );
}
