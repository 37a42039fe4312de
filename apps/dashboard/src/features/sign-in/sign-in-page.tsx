// Sign-in; afterwards one is back where one was.
import { zodResolver } from '@hookform/resolvers/zod';
import { signInSchema, type SignIn } from '@trackwarden/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { setFormErrors } from '../../api/form-errors.js';
import { ApiError } from '../../api/problem.js';
import { sessionQuery, signIn } from '../../api/session.js';
import { useTitle } from '../../state/title.js';
import { Brand } from '../../ui/brand.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';

/** Only a path of this dashboard; anything else would lead away from it. */
const placeOf = (to: string | undefined): string =>
  to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/queue';

export function SignInPage() {
  const { t } = useTranslation();
  const { to } = useSearch({ from: '/sign-in' });
  const client = useQueryClient();
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const { register, handleSubmit, setError, setFocus, formState } = useForm<SignIn>({
    resolver: zodResolver(signInSchema),
    defaultValues: { email: '', password: '' },
  });
  const { errors, isSubmitting } = formState;
  useTitle(t('signIn.title'));

  function explain(error: unknown): string | null {
    if (!(error instanceof ApiError)) return t('codes.unknown');
    if (error.code === 'bad-credentials' || error.code === 'unauthenticated')
      return t('signIn.wrong');
    if (error.code === 'too-many-attempts')
      return t('signIn.tooMany', { minutes: Math.ceil((error.retryAfter ?? 60) / 60) });
    if (error.code === 'network') return t('codes.network');
    return setFormErrors(error, setError, ['email', 'password']);
  }

  const onSubmit = handleSubmit(async (body) => {
    setProblem(null);
    try {
      client.setQueryData(sessionQuery.queryKey, await signIn(body));
      router.history.push(placeOf(to));
    } catch (error) {
      setProblem(explain(error));
      setFocus('password', { shouldSelect: true });
    }
  });

  return (
    <main id="main" className="grid min-h-dvh place-items-center px-4 py-8">
      <div className="w-full max-w-[384px]">
        <Brand className="mb-6 justify-center" />
        <section className="rounded-l border border-line bg-surface p-6 md:p-8">
          <h1 className="mb-6 text-18 font-semibold">{t('signIn.title')}</h1>
          <form noValidate className="grid gap-5" onSubmit={(event) => void onSubmit(event)}>
            <FormError message={problem} />
            <Field
              label={t('signIn.email')}
              error={errors.email === undefined ? undefined : t('signIn.emailMissing')}
            >
              <Input {...register('email')} type="email" autoComplete="username" />
            </Field>
            <Field
              label={t('signIn.password')}
              error={errors.password === undefined ? undefined : t('signIn.passwordMissing')}
            >
              <Input {...register('password')} type="password" autoComplete="current-password" />
            </Field>
            <Button
              type="submit"
              weight="primary"
              className="w-full"
              busy={isSubmitting}
              disabled={isSubmitting}
            >
              {t('signIn.submit')}
            </Button>
          </form>
        </section>
      </div>
    </main>
  );
}
