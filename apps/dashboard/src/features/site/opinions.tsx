// Whom the site asks about its pings: nobody, unless the owner names a list.
import { dnsListSchema, type DnsList, type Site } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { opinionsQuery, testOpinions } from '../../api/policy.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { Panel } from '../../ui/panel.js';
import { QueryState } from '../../ui/query-state.js';
import { LabelledSelect } from '../../ui/select.js';
import { DnsListRow } from './dns-list-row.js';
import { useSiteSave } from './use-site-change.js';

const plain = ({ zone, of, points }: DnsList): DnsList => ({
  zone,
  of,
  ...(points === undefined ? {} : { points }),
});

export function Opinions({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const fail = (error: Error) => showToast(error.message, { tone: 'bad' });
  const save = useSiteSave(site, fail);
  const query = opinionsQuery(site.id);
  const asked = useQuery(query);
  const test = useMutation({
    mutationFn: () => testOpinions(site.id),
    onSuccess: (fresh) => client.setQueryData(query.queryKey, fresh),
    onError: fail,
  });
  const [zone, setZone] = useState('');
  const [of, setOf] = useState<DnsList['of']>('sender-address');
  const [problem, setProblem] = useState<string>();
  const lists = asked.data?.dnsLists ?? [];

  const change = (dnsLists: DnsList[]) =>
    save.mutate(
      { settings: { dnsLists: dnsLists.map(plain) } },
      {
        onSuccess: () => {
          setZone('');
          // what is new is tried at once, so that its owner sees whether it works
          test.mutate();
        },
      },
    );

  const add = (event: SyntheticEvent) => {
    event.preventDefault();
    const list = dnsListSchema.safeParse({ zone, of });
    setProblem(list.success ? undefined : t('opinions.wrongZone'));
    if (list.success) change([...site.settings.dnsLists, list.data]);
  };

  return (
    <Panel title={t('opinions.heading')} description={t('opinions.text')}>
      <QueryState
        query={asked}
        lines={2}
        failed={t('opinions.failed')}
        empty={lists.length > 0 ? null : <p className="mb-4 text-muted">{t('opinions.none')}</p>}
      />
      {lists.length === 0 ? null : (
        <ul aria-label={t('opinions.lists')} className="mb-3">
          {lists.map((list) => (
            <DnsListRow
              key={`${list.of} ${list.zone}`}
              list={list}
              busy={save.isPending}
              onRemove={() => change(site.settings.dnsLists.filter((kept) => !isSame(kept, list)))}
            />
          ))}
        </ul>
      )}
      <form noValidate className="grid gap-4" onSubmit={add}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('opinions.zone')} hint={t('opinions.zoneHint')} error={problem}>
            <Input
              value={zone}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setZone(event.target.value)}
            />
          </Field>
          <LabelledSelect
            label={t('opinions.kind')}
            value={of}
            options={[
              { value: 'sender-address', label: t('opinions.of.sender-address') },
              { value: 'source-domain', label: t('opinions.of.source-domain') },
            ]}
            onChange={setOf}
          />
        </div>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={save.isPending} disabled={save.isPending}>
            {t('opinions.add')}
          </Button>
          {lists.length === 0 ? null : (
            <Button
              weight="ghost"
              busy={test.isPending}
              disabled={test.isPending}
              onClick={() => test.mutate()}
            >
              {t('opinions.test')}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}

const isSame = (one: DnsList, other: DnsList): boolean =>
  one.zone === other.zone && one.of === other.of;
