// How old a page may be that takes pings, and the secret of the site-wide inbox.
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
import { limitsField, limitsOf, limitsSchema } from './limits-fields.js';
import { useSiteSave } from './use-site-change.js';

export function Limits({ site }: { site: Site }) {
  const { t } = useTranslation();
  const save = useSiteSave(site);
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, reset, formState } = useForm({
    resolver: zodResolver(limitsSchema),
    defaultValues: limitsOf(site),
  });
  const { errors, isSubmitting } = formState;

  const onSubmit = handleSubmit(async (settings) => {
    setProblem(null);
    try {
      reset(limitsOf(await save.mutateAsync({ settings })));
    } catch (error) {
      setProblem(setFormErrors(error, setError, limitsField));
    }
  });

  return (
    <Panel title={t('limits.heading')} description={t('limits.text')}>
      <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
        <FormError message={problem} />
        <div className="grid gap-5 sm:grid-cols-2">
          <Field
            label={t('limits.days')}
            hint={t('limits.daysHint')}
            error={errors.closeAfterDays === undefined ? undefined : t('limits.daysRange')}
            className="content-start"
          >
            {/* Not a number field: what it cannot read it would hand on as empty, which means never. */}
            <Input {...register('closeAfterDays')} inputMode="numeric" autoComplete="off" />
          </Field>
          <Field
            label={t('limits.passphrase')}
            hint={t('limits.passphraseHint')}
            error={errors.inboxPassphrase?.message}
            className="content-start"
          >
            <Input {...register('inboxPassphrase')} autoComplete="off" spellCheck={false} />
          </Field>
        </div>
        <div>
          <Button type="submit" busy={isSubmitting} disabled={isSubmitting}>
            {t('limits.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
