// API tokens: made, shown once, revoked.
import type { CreatedToken, Token } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createToken, deleteToken, tokensQuery } from '../../api/tokens.js';
import { ago, dateOf, dateTimeOf } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { CopyField } from '../../ui/copy-field.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';

function TokenRow({ token }: { token: Token }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteToken(token.id),
    onSettled: () => client.invalidateQueries(tokensQuery),
  });
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 border-t border-line px-4 py-3 first:border-t-0">
      <div className="min-w-0">
        <p className="font-medium">
          {token.name} <code className="font-mono text-12 text-muted">…{token.hint}</code>
        </p>
        <p className="text-12 text-muted">
          {t('tokens.made', { date: dateOf(token.createdAt) })}
          {' · '}
          {token.lastUsedAt === null ? (
            t('tokens.neverUsed')
          ) : (
            <time dateTime={token.lastUsedAt} title={dateTimeOf(token.lastUsedAt)}>
              {t('tokens.used', { when: ago(token.lastUsedAt, now) })}
            </time>
          )}
        </p>
      </div>
      <Button
        size="s"
        weight="danger"
        aria-label={t('tokens.revokeOf', { name: token.name })}
        onClick={() => setAsking(true)}
      >
        {t('tokens.revoke')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('tokens.revokeOf', { name: token.name })}
        text={t('tokens.revokeText')}
        action={t('tokens.revoke')}
        busy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
      />
    </li>
  );
}

function NewToken({ onCreated }: { onCreated: (token: CreatedToken) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [missing, setMissing] = useState(false);
  const create = useMutation({
    mutationFn: () => createToken(name.trim()),
    onSuccess: (token) => {
      setName('');
      onCreated(token);
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    setMissing(name.trim() === '');
    if (name.trim() !== '') create.mutate();
  };
  return (
    <form noValidate className="grid gap-3" onSubmit={submit}>
      <FormError message={create.error?.message ?? null} />
      <div className="flex items-start gap-2">
        <Field
          hideLabel
          className="min-w-0 flex-1"
          label={t('tokens.name')}
          error={missing ? t('tokens.nameMissing') : undefined}
        >
          <Input
            value={name}
            maxLength={120}
            autoComplete="off"
            placeholder={t('tokens.namePlaceholder')}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <Button type="submit" busy={create.isPending} disabled={create.isPending}>
          {t('tokens.create')}
        </Button>
      </div>
    </form>
  );
}

export function Tokens() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const list = useQuery(tokensQuery);
  const [created, setCreated] = useState<CreatedToken | null>(null);
  const tokens = list.data?.items ?? [];
  return (
    <Panel title={t('tokens.heading')} description={t('tokens.text')}>
      <NewToken
        onCreated={(token) => {
          setCreated(token);
          void client.invalidateQueries(tokensQuery);
        }}
      />
      <div role="status">
        {created === null ? null : (
          <div className="mt-4 rounded-m border border-line bg-accent-soft p-4">
            <p className="mb-2 font-medium">{t('tokens.once', { name: created.name })}</p>
            <CopyField label={created.name} value={created.token} />
          </div>
        )}
      </div>
      <div className="mt-4">
        <QueryState
          query={list}
          lines={3}
          failed={t('tokens.loadFailed')}
          empty={tokens.length > 0 ? null : <p className="text-muted">{t('tokens.empty')}</p>}
        />
        {tokens.length === 0 ? null : (
          <ul className="rounded-m border border-line bg-surface">
            {tokens.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
