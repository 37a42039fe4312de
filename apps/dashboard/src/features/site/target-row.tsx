// One target of the site: what it is, its address, and editing or removing it.
import type { Target } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteTarget } from '../../api/sites.js';
import { dateMinuteOf, dateOf } from '../../format/time.js';
import { useNow } from '../../state/now.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { CopyField } from '../../ui/copy-field.js';
import { Dialog } from '../../ui/dialog.js';
import { ExternalLink } from '../../ui/external-link.js';
import { Tag } from '../../ui/tag.js';
import { TargetForm } from './target-form.js';
import { Aliases, isMissing, PageStatus } from './target-page.js';

function Facts({ target, name }: { target: Target; name: string }) {
  const { t } = useTranslation();
  const now = useNow();
  const { closesAt, httpStatus, kind, passphrase, publishedAt, url } = target;
  const closed = closesAt !== null && Date.parse(closesAt) <= now;
  return (
    <div className="min-w-0 py-1.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <ExternalLink href={url} className="font-medium">
          {name}
        </ExternalLink>
        {kind === 'category' ? <Tag>{t('targets.category')}</Tag> : null}
        {passphrase === null ? null : <Tag tone="hold">{t('targets.locked')}</Tag>}
        <PageStatus httpStatus={httpStatus} />
        {closed ? <Tag tone="bad">{t('targets.closed')}</Tag> : null}
      </p>
      {closesAt === null ? null : (
        <p className="text-12 text-muted">
          {t(closed ? 'targets.closedSince' : 'targets.closes', { date: dateMinuteOf(closesAt) })}
        </p>
      )}
      {publishedAt === null ? null : (
        <p className="text-12 text-muted">
          {t('targets.published', { date: dateOf(publishedAt) })}
        </p>
      )}
      {isMissing(httpStatus) ? <p className="text-muted">{t('targets.missingText')}</p> : null}
      <Aliases aliases={target.aliases} />
    </div>
  );
}

export function TargetRow({ target }: { target: Target }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const remove = useMutation({
    mutationFn: () => deleteTarget(target.id),
    onSuccess: async () => {
      close();
      await client.invalidateQueries({ queryKey: ['targets', target.siteId] });
    },
  });
  const name = target.title === '' ? target.url : target.title;
  return (
    <li className="border-t border-line px-4 pt-2 pb-3 first:border-t-0">
      <div className="mb-1 flex items-start justify-between gap-3">
        <Facts target={target} name={name} />
        <div className="-mr-1.5 flex shrink-0">
          <Button
            weight="ghost"
            size="icon"
            aria-label={t('targets.edit', { name })}
            onClick={() => setOpen('edit')}
          >
            <Pencil size={15} aria-hidden />
          </Button>
          <Button
            weight="ghost"
            size="icon"
            aria-label={t('targets.remove', { name })}
            onClick={() => setOpen('remove')}
          >
            <Trash2 size={15} aria-hidden />
          </Button>
        </div>
      </div>
      <CopyField label={t('targets.addressOf', { name })} value={target.trackbackUrl} />
      <Dialog open={open === 'edit'} onOpenChange={close} title={t('targets.editTitle')}>
        <TargetForm siteId={target.siteId} target={target} onDone={close} />
      </Dialog>
      <Confirm
        open={open === 'remove'}
        onOpenChange={close}
        title={t('targets.removeTitle')}
        text={t('targets.removeText', { name })}
        action={t('targets.removeAction')}
        busy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
      />
    </li>
  );
}
