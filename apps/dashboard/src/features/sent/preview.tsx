// What would be sent for a post, to whom and with which words; nothing was sent yet.
import type { OutboxItem, OutboxPreview } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { TriangleAlert } from 'lucide-react';
import { sentence } from '../../format/sentence.js';
import { Button } from '../../ui/button.js';
import { ExternalLink } from '../../ui/external-link.js';
import { FormError } from '../../ui/form-error.js';
import { PreviewTable } from './preview-table.js';
import { Refusal } from './refusal.js';
import { useSend } from './use-send.js';

export function Warnings({ warnings }: { warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <ul className="grid gap-1.5">
      {warnings.map((warning) => (
        <li key={warning} className="flex items-start gap-2">
          <TriangleAlert size={16} className="mt-0.5 shrink-0 text-hold" aria-hidden />
          <span className="min-w-0">{sentence(warning)}</span>
        </li>
      ))}
    </ul>
  );
}

function NothingFor({ links }: { links: OutboxPreview['nothingFor'] }) {
  const { t } = useTranslation();
  if (links.length === 0) return null;
  return (
    <section aria-labelledby="nothing-for">
      <h4 id="nothing-for" className="mb-1.5 font-medium">
        {t('sent.nothingFor', { count: links.length })}
      </h4>
      <ul className="grid gap-1.5">
        {links.map(({ target, because }) => (
          <li key={target}>
            <ExternalLink href={target}>{target}</ExternalLink>
            <span className="block text-12 text-muted">{sentence(because)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Preview({
  siteId,
  preview,
  onSent,
}: {
  siteId: string;
  preview: OutboxPreview;
  onSent: (item: OutboxItem) => void;
}) {
  const { t } = useTranslation();
  const { source, title, refusal, wouldSend, nothingFor, warnings } = preview;
  const send = useSend(siteId, onSent);
  const count = wouldSend.length;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-4">
      <div role="status">
        <h3 dir="auto" className="text-15 font-semibold">
          {title === '' ? source : title}
        </h3>
        <p className="text-muted">
          {refusal === null ? t('sent.wouldSend', { count }) : t('sent.wouldRefuse')}
        </p>
      </div>
      {refusal === null ? null : <Refusal refusal={refusal} />}
      <Warnings warnings={warnings} />
      {count === 0 ? null : <PreviewTable pings={wouldSend} />}
      <NothingFor links={nothingFor} />
      <FormError message={send.error?.message ?? null} />
      {refusal !== null || count === 0 ? null : (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            weight="primary"
            busy={send.isPending}
            disabled={send.isPending}
            onClick={() => send.mutate(source)}
          >
            {t('sent.send', { count })}
          </Button>
          <p className="text-12 text-muted">{t('sent.notYet')}</p>
        </div>
      )}
    </div>
  );
}
