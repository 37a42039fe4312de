// What can be done about the source for good: block it, trust it, write a rule.
import type { ListKind, Site } from '@trackwarden/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useListSource } from '../../parts/use-list-source.js';
import { useKeys } from '../../state/keys.js';
import { Button } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import { SourceDialog } from './source-dialog.js';
import type { Queue } from './use-queue.js';

/** As a bar it closes the third pane, level with the verdicts; else it is a part of the context. */
export function SourceActions({
  queue,
  site,
  asBar = false,
}: {
  queue: Queue;
  site: Site;
  asBar?: boolean;
}) {
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
  const size = asBar ? 'm' : 's';
  const tight = cn('gap-1.5', asBar && 'px-2');
  return (
    <section
      className={
        asBar ? 'border-t border-l border-line bg-surface px-3 py-3' : 'border-b border-line py-5'
      }
    >
      <h2 className={cn('mb-2 text-12 font-medium text-muted', asBar && 'sr-only')}>
        {t('source.heading')}
      </h2>
      <div className="flex flex-wrap gap-1.5">
        <Button
          size={size}
          hint="B"
          className={cn(tight, 'text-bad')}
          onClick={() => setList('block')}
        >
          {t('source.block')}
        </Button>
        <Button size={size} hint="T" className={tight} onClick={() => setList('trust')}>
          {t('source.trust')}
        </Button>
        <Button size={size} hint="F" className={tight} onClick={makeRule}>
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
