// The Akismet-compatible service that a site asks: its key goes in and never comes out.
import { akismetUrl, type Site } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { askAkismet, opinionsQuery, stopAkismet } from '../../api/policy.js';
import { ApiError } from '../../api/problem.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { Panel } from '../../ui/panel.js';
import { Tag } from '../../ui/tag.js';

/** What the server says of the field that it refused, or of all of it. */
const refusalOf = (error: Error): string => {
  const [first] = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return first === undefined ? error.message : first.message;
};

const tones = { valid: 'ok', invalid: 'bad', silent: 'hold' } as const;

export function Akismet({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const query = opinionsQuery(site.id);
  const { data } = useQuery(query);
  const state = data?.akismet ?? null;
  const [url, setUrl] = useState<string>(akismetUrl);
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState<string>();
  const save = useMutation({
    mutationFn: () => askAkismet(site.id, { url, key }),
    onSuccess: (fresh) => {
      client.setQueryData(query.queryKey, fresh);
      setKey('');
      setProblem(undefined);
      showToast(t(fresh.akismet?.state === 'valid' ? 'akismet.saved' : 'akismet.savedOnly'));
    },
    onError: (error) => setProblem(refusalOf(error)),
  });
  const stop = useMutation({
    mutationFn: () => stopAkismet(site.id),
    onSuccess: () => client.invalidateQueries({ queryKey: query.queryKey }),
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (key.trim() === '') setProblem(t('akismet.keyMissing'));
    else save.mutate();
  };

  return (
    <Panel title={t('akismet.heading')} description={t('akismet.text')}>
      {state === null ? null : (
        <div className="mb-4 flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-1.5">
              <span className="font-mono break-all">{state.url}</span>
              <Tag tone={tones[state.state]}>{t(`akismet.state.${state.state}`)}</Tag>
            </p>
            {state.reason === null ? null : (
              <p className="text-bad">{t('opinions.because', { reason: state.reason })}</p>
            )}
          </div>
          <Button size="s" weight="ghost" busy={stop.isPending} onClick={() => stop.mutate()}>
            {t('akismet.stop')}
          </Button>
        </div>
      )}
      <form noValidate className="grid gap-4" onSubmit={submit}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('akismet.url')} hint={t('akismet.urlHint')} className="content-start">
            <Input
              value={url}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setUrl(event.target.value)}
            />
          </Field>
          <Field
            label={t('akismet.key')}
            hint={t('akismet.keyHint')}
            error={problem}
            className="content-start"
          >
            <Input
              value={key}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setKey(event.target.value)}
            />
          </Field>
        </div>
        <div>
          <Button type="submit" busy={save.isPending} disabled={save.isPending}>
            {t('akismet.save')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
