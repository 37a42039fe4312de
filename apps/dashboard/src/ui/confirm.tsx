// Asks before something that cannot be taken back, or with `primary` costs something; `typed` must be typed first.
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';
import { Dialog } from './dialog.js';
import { Field, Input } from './field.js';

export function Confirm({
  open,
  onOpenChange,
  title,
  text,
  action,
  typed,
  weight = 'destroy',
  busy = false,
  error,
  onConfirm,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  text: string;
  action: string;
  typed?: string;
  weight?: 'destroy' | 'primary';
  busy?: boolean;
  error?: string | undefined;
  onConfirm: () => void;
}) {
  const { t } = useTranslation();
  const [text2, setText2] = useState('');
  const ready = typed === undefined || text2.trim() === typed;
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={text}>
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onConfirm();
        }}
      >
        {typed === undefined ? null : (
          <Field label={t('ui.typeToConfirm', { name: typed })}>
            <Input value={text2} autoComplete="off" onChange={(e) => setText2(e.target.value)} />
          </Field>
        )}
        {error === undefined ? null : (
          <p role="alert" className="font-medium text-bad">
            {error}
          </p>
        )}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>{t('ui.cancel')}</Button>
          <Button type="submit" weight={weight} disabled={!ready || busy} busy={busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
