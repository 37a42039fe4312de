// What takes things away: undoing everything a rule did, and deleting it.
import type { Rule } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deleteRule, undoEffects } from '../../api/rules.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Dialog } from '../../ui/dialog.js';
import { Field, Input } from '../../ui/field.js';
import { FormError } from '../../ui/form-error.js';

function UndoDialog({
  rule,
  open,
  onOpenChange,
}: {
  rule: Rule;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [since, setSince] = useState('');
  const undo = useMutation({
    mutationFn: () =>
      undoEffects(rule.id, {
        toShadow: true,
        ...(since === '' ? {} : { since: new Date(since).toISOString() }),
      }),
    onSuccess: async ({ affected }) => {
      onOpenChange(false);
      showToast(t('editor.undone', { count: affected }));
      await client.invalidateQueries({ queryKey: ['rules', rule.siteId] });
      await client.invalidateQueries({ queryKey: ['stats'] });
      await client.invalidateQueries({ queryKey: ['pings'] });
      await client.invalidateQueries({ queryKey: ['decisions'] });
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('editor.undoEffects')}
      description={t('editor.undoEffectsText')}
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          undo.mutate();
        }}
      >
        <FormError message={undo.error?.message ?? null} />
        <Field label={t('editor.undoSince')}>
          <Input
            type="datetime-local"
            value={since}
            onChange={(event) => setSince(event.target.value)}
          />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{t('ui.cancel')}</Button>
          <Button type="submit" weight="primary" busy={undo.isPending} disabled={undo.isPending}>
            {t('editor.undoEffects')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function RuleDangers({ rule, onDeleted }: { rule: Rule; onDeleted: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState<'undo' | 'delete' | null>(null);
  const remove = useMutation({
    mutationFn: () => deleteRule(rule.id),
    onSuccess: async () => {
      setOpen(null);
      showToast(t('editor.deleted', { name: rule.name }));
      onDeleted();
      await client.invalidateQueries({ queryKey: ['rules', rule.siteId] });
    },
  });
  return (
    <div className="flex flex-wrap gap-2 border-t border-line pt-4">
      <Button size="s" onClick={() => setOpen('undo')}>
        {t('editor.undoEffects')}
      </Button>
      <Button size="s" weight="danger" onClick={() => setOpen('delete')}>
        {t('editor.delete')}
      </Button>
      <UndoDialog
        rule={rule}
        open={open === 'undo'}
        onOpenChange={(is) => setOpen(is ? 'undo' : null)}
      />
      <Confirm
        open={open === 'delete'}
        onOpenChange={(is) => setOpen(is ? 'delete' : null)}
        title={t('editor.delete')}
        text={t('editor.deleteText')}
        action={t('editor.delete')}
        busy={remove.isPending}
        error={remove.error?.message}
        onConfirm={() => remove.mutate()}
      />
    </div>
  );
}
