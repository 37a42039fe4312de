// One post that was announced: how far it is, every endpoint's answer, and sending again.
import type { OutboxItem } from '@trackwarden/contracts';
import { LoaderCircle, RotateCw } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ago, dateTimeOf } from '../../format/time.js';
import { Button } from '../../ui/button.js';
import { ExternalLink } from '../../ui/external-link.js';
import { Tag, type Tone } from '../../ui/tag.js';
import { Warnings } from './preview.js';
import { Refusal } from './refusal.js';
import { SentLinks } from './sent-links.js';
import { isUnderWay, useItem } from './use-item.js';
import { useResend } from './use-send.js';

const tones = {
  sending: 'accent',
  resting: 'hold',
  done: 'ok',
  refused: 'hold',
} as const satisfies Record<string, Tone>;

/** `2 taken, 1 failed`: only what there is. */
function useSummary({ links, status }: OutboxItem): string {
  const { t } = useTranslation();
  const countOf = (...wanted: string[]) =>
    links.filter((link) => wanted.includes(link.status)).length;
  const counts = {
    taken: countOf('sent', 'already-registered'),
    waiting: countOf('waiting'),
    failed: countOf('failed', 'refused'),
    none: countOf('no-endpoint'),
  };
  const parts = (['taken', 'waiting', 'failed', 'none'] as const)
    .filter((name) => counts[name] > 0)
    .map((name) => t(`sent.count.${name}`, { count: counts[name] }));
  if (parts.length > 0) return parts.join(', ');
  return status === 'sending' ? t('sent.looking') : t('sent.nothingSent');
}

export function SentItem({
  listed,
  now,
  fresh,
}: {
  listed: OutboxItem;
  now: number;
  fresh: boolean;
}) {
  const { t } = useTranslation();
  const item = useItem(listed);
  const resend = useResend(item);
  const summary = useSummary(item);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);

  // What was just sent is where one goes on reading; its button is gone.
  useEffect(() => {
    if (fresh) heading.current?.focus();
  }, [fresh]);

  const { source, title, status, refusal, updatedAt, links, warnings } = item;
  const sending = isUnderWay(item, now);
  // A sign of work in progress for hours would be none.
  const state = status === 'sending' && !sending ? 'resting' : status;
  return (
    <article aria-labelledby={id} className="rounded-m border border-line bg-surface">
      <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3 px-4.5 py-4">
        <div className="min-w-0 flex-1 basis-64">
          <h3
            id={id}
            ref={heading}
            tabIndex={-1}
            dir="auto"
            className="text-15 font-semibold outline-none"
          >
            {title === '' ? source : title}
          </h3>
          <p className="font-mono text-12 leading-5 break-all text-muted">
            <ExternalLink href={source}>{source}</ExternalLink>
          </p>
          <p className="mt-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
            <Tag
              tone={tones[state]}
              icon={
                sending ? (
                  <LoaderCircle size={12} className="shrink-0 animate-spin" aria-hidden />
                ) : null
              }
            >
              {t(`sent.status.${state}`)}
            </Tag>
            <span role="status">{summary}</span>
            <time
              dateTime={updatedAt}
              title={dateTimeOf(updatedAt)}
              className="num text-12 text-muted"
            >
              {ago(updatedAt, now)}
            </time>
          </p>
        </div>
        {sending ? null : (
          <Button
            size="s"
            busy={resend.isPending}
            disabled={resend.isPending}
            aria-label={t('sent.againOf', { title: title === '' ? source : title })}
            onClick={() => resend.mutate()}
          >
            <RotateCw size={14} aria-hidden />
            {t('sent.again')}
          </Button>
        )}
      </header>
      {refusal === null && warnings.length === 0 ? null : (
        <div className="grid gap-3 px-4.5 pb-4">
          {refusal === null ? null : <Refusal refusal={refusal} />}
          <Warnings warnings={warnings} />
        </div>
      )}
      <SentLinks links={links} now={now} />
    </article>
  );
}
