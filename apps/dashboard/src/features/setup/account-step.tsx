// The first step: the owner's account, opened with the one-time link.
import { zodResolver } from '@hookform/resolvers/zod';
import { setupSchema, type Session, type Setup } from '@trackwarden/contracts';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../../api/form-errors.js';
import { setUp } from '../../api/session.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';

export function AccountStep({
  token,
  onDone,
}: {
  token: string | undefined;
  onDone: (session: Session) => void;
}) {
  const { t } = useTranslation();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, formState } = useForm<Setup>({
    resolver: zodResolver(setupSchema),
    defaultValues: { token: token ?? '', name: '', email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;

  const onSubmit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      onDone(await setUp(body));
    } catch (error) {
      setProblem(setFormErrors(error, setError, ['token', 'name', 'email', 'password']));
    }
  });

  return (
    <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
      <FormError message={problem} />
      {token === undefined ? (
        <Field
          label={t('setup.token')}
          hint={t('setup.tokenHint')}
          error={errors.token === undefined ? undefined : t('setup.tokenMissing')}
        >
          <Input {...register('token')} autoComplete="off" spellCheck={false} />
        </Field>
      ) : null}
      <Field label={t('setup.name')} error={errors.name?.message}>
        <Input {...register('name')} autoComplete="name" />
      </Field>
      <Field label={t('setup.email')} error={errors.email?.message}>
        <Input {...register('email')} type="email" autoComplete="username" />
      </Field>
      <Field
        label={t('setup.password')}
        hint={t('setup.passwordHint')}
        error={errors.password?.message}
      >
        <Input {...register('password')} type="password" autoComplete="new-password" />
      </Field>
      <div className="flex justify-end">
        <Button type="submit" weight="primary" busy={isSubmitting} disabled={isSubmitting}>
          {t('setup.createAccount')}
        </Button>
      </div>
    </form>
  );
}
