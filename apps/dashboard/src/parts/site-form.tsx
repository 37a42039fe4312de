// Name and address of a new site.
import { zodResolver } from '@hookform/resolvers/zod';
import { createSiteSchema, type CreateSite, type Site } from '@trackwarden/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../api/form-errors.js';
import { createSite } from '../api/sites.js';
import { Button } from '../ui/button.js';
import { Field, Input } from '../ui/field.js';
import { FormError } from '../ui/form-error.js';

export function SiteForm({
  submit,
  onCreated,
}: {
  submit: string;
  onCreated: (site: Site) => Promise<void>;
}) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<CreateSite>({
    resolver: zodResolver(createSiteSchema),
    defaultValues: { name: '', origins: [''] },
  });
  const create = useMutation({ mutationFn: createSite });

  const onSubmit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      await onCreated(await create.mutateAsync(body));
    } catch (error) {
      setProblem(setFormErrors(error, setError, ['name', 'origins.0', 'origins']));
    }
  });

  const { name, origins } = formState.errors;
  return (
    <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
      <FormError message={problem} />
      <Field label={t('site.name')} error={name?.message}>
        <Input {...register('name')} autoComplete="off" placeholder={t('site.namePlaceholder')} />
      </Field>
      <Field
        label={t('site.origin')}
        hint={t('site.originHint')}
        error={origins?.[0]?.message ?? origins?.message ?? origins?.root?.message}
      >
        <Input
          {...register('origins.0')}
          type="url"
          inputMode="url"
          autoComplete="url"
          placeholder="https://blog.example"
        />
      </Field>
      <div className="flex justify-end">
        <Button
          type="submit"
          weight="primary"
          busy={formState.isSubmitting}
          disabled={formState.isSubmitting}
        >
          {submit}
        </Button>
      </div>
    </form>
  );
}
