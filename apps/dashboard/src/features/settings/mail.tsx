// Mails about pings that wait: none, soon, or once a day; and a mail to try.
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import type { MailAbout, MailPreference } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Mail as MailIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { chooseMail, mailQuery, sendTestMail } from '../../api/mail.js';
import { Button } from '../../ui/button.js';
import { FormError } from '../../ui/form-error.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';

const choices: readonly MailAbout[] = ['off', 'each', 'daily'];

function Choice({ preference }: { preference: MailPreference }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: chooseMail,
    onSuccess: (answer) => client.setQueryData(mailQuery.queryKey, answer),
  });
  const shown = choose.isPending ? choose.variables : preference.about;
  return (
    <>
      <RadioGroup
        aria-label={t('mail.about')}
        value={shown}
        disabled={!preference.isAvailable}
        onValueChange={(about) => choose.mutate(about)}
        className="grid gap-1"
      >
        {choices.map((about) => (
          <label
            key={about}
            className="flex min-h-8 items-start gap-2.5 py-1 pointer-coarse:min-h-11"
          >
            <Radio.Root
              value={about}
              aria-label={t(`mail.choice.${about}`)}
              className="mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-full border border-control-line bg-surface data-checked:border-accent data-disabled:opacity-60"
            >
              <Radio.Indicator className="size-2.5 rounded-full bg-accent" />
            </Radio.Root>
            <span>
              <span className="block">{t(`mail.choice.${about}`)}</span>
              <span className="block text-12 text-muted">{t(`mail.choiceText.${about}`)}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
      <FormError message={choose.error?.message ?? null} />
    </>
  );
}

function TestButton({ address }: { address: string }) {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: sendTestMail });
  const failure = test.error?.message ?? test.data?.error ?? null;
  return (
    <div className="grid justify-items-start gap-2">
      <Button busy={test.isPending} disabled={test.isPending} onClick={() => test.mutate()}>
        <MailIcon size={15} aria-hidden />
        {t('mail.test')}
      </Button>
      <p role="status" className="text-muted">
        {test.data?.isSent ? t('mail.testSent', { address }) : null}
      </p>
      <FormError message={failure === null ? null : t('mail.testFailed', { why: failure })} />
    </div>
  );
}

export function Mail() {
  const { t } = useTranslation();
  const preference = useQuery(mailQuery);
  const { data } = preference;
  return (
    <Panel title={t('mail.heading')} description={t('mail.text')}>
      <QueryState query={preference} lines={3} />
      {data === undefined ? null : (
        <div className="grid gap-4">
          {data.isAvailable ? null : (
            <p className="max-w-[64ch] rounded-m border border-line bg-sunken px-3 py-2">
              {t('mail.noServer')}
            </p>
          )}
          <Choice preference={data} />
          {data.isAvailable ? <TestButton address={data.address} /> : null}
        </div>
      )}
    </Panel>
  );
}
