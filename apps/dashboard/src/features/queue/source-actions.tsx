// What can be done about the source for good: block it, trust it, write a rule.
import type { ListKind, Ping, Site } from '@trackwarden/contracts';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useListSource } from '../../parts/use-list-source.js';
import { useKeys } from '../../state/keys.js';
import { Button } from '../../ui/button.js';
import { cn } from '../../ui/cn.js';
import { SourceDialog, type SourceQuestion } from './source-dialog.js';
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
  const [question, setQuestion] = useState<SourceQuestion | null>(null);
  const add = useListSource(site);
  const { ping, detail } = queue.current;
  const makeRule = () => {
    if (ping !== undefined) void navigate({ to: '/rules', search: { rule: 'new', from: ping.id } });
  };
  const ask = (list: ListKind, pings: readonly Ping[]) => {
    const isCurrent = pings.length === 1 && pings[0]?.id === detail?.id;
    setQuestion({ list, pings, ...(isCurrent && detail !== undefined ? { detail } : {}) });
  };
  // as the verdict keys: what is selected, else what is open
  const meant = queue.marked.length > 0 || ping === undefined ? queue.marked : [ping];
  useKeys('b', () => ask('block', meant));
  useKeys('t', () => ask('trust', meant));
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
          onClick={() => ask('block', [ping])}
        >
          {t('source.block')}
        </Button>
        <Button size={size} hint="T" className={tight} onClick={() => ask('trust', [ping])}>
          {t('source.trust')}
        </Button>
        <Button size={size} hint="F" className={tight} onClick={makeRule}>
          {t('source.rule')}
        </Button>
      </div>
      {question === null ? null : (
        <SourceDialog
          question={question}
          onClose={() => setQuestion(null)}
          onChoose={(scope, [value], verdict) => {
            const { list, pings } = question;
            setQuestion(null);
            if (verdict !== 'leave') queue.decide(verdict, pings, { scope });
            else if (value !== undefined) add.mutate({ list, scope, value });
          }}
        />
      )}
    </section>
  );
}
