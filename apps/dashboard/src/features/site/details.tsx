// The site's name and the origins whose pages take pings.
import { zodResolver } from '@hookform/resolvers/zod';
import type { Site } from '@trackwarden/contracts';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../../api/form-errors.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { Panel } from '../../ui/panel.js';
import { detailsField, detailsOf, detailsSchema } from './details-fields.js';
import { OriginRows } from './origin-rows.js';
import { useSiteSave } from './use-site-change.js';

export function Details({ site }: { site: Site }) {
  const { t } = useTranslation();
  const save = useSiteSave(site);
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, reset, formState, ...form } = useForm({
    resolver: zodResolver(detailsSchema),
    defaultValues: detailsOf(site),
  });
  const { errors, isDirty, isSubmitting } = formState;

  const onSubmit = handleSubmit(async ({ name, origins }) => {
    setProblem(null);
    try {
      const unique = [...new Set(origins.map(({ value }) => value))];
      // What the server made of it is what the form shows.
      reset(detailsOf(await save.mutateAsync({ name, origins: unique })));
    } catch (error) {
      setProblem(setFormErrors(error, setError, detailsField));
    }
  });

  return (
    <Panel title={t('site.details')} description={t('site.detailsText')}>
      <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
        <FormError message={problem} />
        <Field label={t('site.name')} error={errors.name?.message}>
          <Input {...register('name')} autoComplete="off" />
        </Field>
        <OriginRows form={{ ...form, register, errors: errors.origins }} />
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={isSubmitting} disabled={isSubmitting}>
            {t('site.saveDetails')}
          </Button>
          {isDirty && !isSubmitting ? (
            <Button
              weight="ghost"
              onClick={() => {
                setProblem(null);
                reset(detailsOf(site));
              }}
            >
              {t('site.discard')}
            </Button>
          ) : null}
        </div>
      </form>
    </Panel>
  );
}
