// Makes a webhook: where to, and which events.
import { zodResolver } from '@hookform/resolvers/zod';
import {
  createWebhookSchema,
  type CreatedWebhook,
  type CreateWebhook,
} from '@trackwarden/contracts';
import { useState } from 'react';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../../api/form-errors.js';
import { createWebhook } from '../../api/webhooks.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { EventChoice } from './event-choice.js';

export function WebhookForm({
  siteId,
  onCreated,
}: {
  siteId: string;
  onCreated: (webhook: CreatedWebhook) => void;
}) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, control, formState } = useForm<CreateWebhook>({
    resolver: zodResolver(createWebhookSchema),
    defaultValues: { url: '', events: ['mention.approved', 'mention.unapproved'] },
  });
  const { errors, isSubmitting } = formState;

  const onSubmit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      onCreated(await createWebhook(siteId, body));
    } catch (error) {
      setProblem(setFormErrors(error, setError, ['url', 'events']));
    }
  });

  return (
    <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
      <FormError message={problem} />
      <Field label={t('webhooks.url')} hint={t('webhooks.urlHint')} error={errors.url?.message}>
        <Input {...register('url')} type="url" placeholder="https://blog.example/hooks/mentions" />
      </Field>
      <Controller
        control={control}
        name="events"
        render={({ field }) => (
          <EventChoice
            events={field.value}
            error={errors.events?.message}
            onChange={field.onChange}
          />
        )}
      />
      <div className="flex justify-end">
        <Button type="submit" weight="primary" busy={isSubmitting} disabled={isSubmitting}>
          {t('webhooks.create')}
        </Button>
      </div>
    </form>
  );
}
