// Reads a page of the site as senders do, and shows what they will find there.
import { zodResolver } from '@hookform/resolvers/zod';
import { checkPageSchema, type Site } from '@trackwarden/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../api/form-errors.js';
import { checkPage } from '../api/sites.js';
import { Button } from '../ui/button.js';
import { Field, Input } from '../ui/field.js';
import { FormError } from '../ui/form-error.js';
import { PageFindings } from './page-findings.js';

export function PageCheckForm({ site }: { site: Site }) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: zodResolver(checkPageSchema),
    defaultValues: { url: `${site.origins[0] ?? ''}/` },
  });
  const check = useMutation({ mutationFn: (url: string) => checkPage(site.id, url) });
  const { errors, isSubmitting } = formState;

  const onSubmit = handleSubmit(async ({ url }) => {
    setProblem(null);
    try {
      await check.mutateAsync(url);
    } catch (error) {
      setProblem(setFormErrors(error, setError, ['url']));
    }
  });

  return (
    <div className="grid gap-4">
      <form
        noValidate
        className="flex items-start gap-2 max-sm:flex-col max-sm:items-stretch"
        onSubmit={(event) => void onSubmit(event)}
      >
        <Field
          hideLabel
          className="min-w-0 flex-1"
          label={t('pageCheck.url')}
          error={errors.url?.message}
        >
          <Input {...register('url')} type="url" inputMode="url" autoComplete="off" />
        </Field>
        <Button type="submit" busy={isSubmitting} disabled={isSubmitting}>
          {t('pageCheck.check')}
        </Button>
      </form>
      <FormError message={problem} />
      <div role="status" className="empty:hidden">
        {check.isPending ? <p className="text-muted">{t('pageCheck.checking')}</p> : null}
        {check.isSuccess ? <PageFindings page={check.data} /> : null}
      </div>
    </div>
  );
}
