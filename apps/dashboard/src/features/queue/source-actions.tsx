// What can be done about the source for good: block it, trust it, write a rule.
import type { ListKind, Site } from '@trackwarden/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../state/keys.js';
import { Button } from '../../ui/button.js';
import { SourceDialog } from './source-dialog.js';
import { useListSource } from './use-list-source.js';
import type { Queue } from './use-queue.js';

export function SourceActions({ queue, site }: { queue: Queue; site: Site }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [list, setList] = useState<ListKind | null>(null);
  const add = useListSource(site);
  const { ping } = queue.current;
  const makeRule = () => {
    if (ping !== undefined) void navigate({ to: '/rules', search: { rule: 'new', from: ping.id } });
  };
  useKeys('b', () => setList('block'));
  useKeys('t', () => setList('trust'));
  useKeys('f', makeRule);
  if (ping === undefined) return null;
  return (
    <section className="border-b border-line py-5">
      <h2 className="mb-2 text-12 font-medium text-muted">{t('source.heading')}</h2>
      <div className="flex flex-wrap gap-1.5">
        <Button size="s" hint="B" className="text-bad" onClick={() => setList('block')}>
          {t('source.block')}
        </Button>
        <Button size="s" hint="T" onClick={() => setList('trust')}>
          {t('source.trust')}
        </Button>
        <Button size="s" hint="F" onClick={makeRule}>
          {t('source.rule')}
        </Button>
      </div>
      <SourceDialog
        ping={ping}
        list={list}
        onClose={() => setList(null)}
        onChoose={(scope, value) => {
          if (list === null) return;
          setList(null);
          // a blocked source has nothing to wait for
          if (list === 'block') queue.decide('spam', [ping]);
          add.mutate({ list, scope, value });
        }}
      />
    </section>
  );
}
