// Note and expiry of a rule, folded away until they are wanted.
import { useTranslation } from 'react-i18next';
import { Field, Input, Textarea } from '../../ui/field.js';
import type { Draft } from './draft.js';

export function MoreFields({
  draft,
  fault,
  onChange,
}: {
  draft: Draft;
  fault: string | undefined;
  onChange: (part: Partial<Draft>) => void;
}) {
  const { t } = useTranslation();
  return (
    <details open={draft.note !== '' || draft.expires !== '' ? true : undefined}>
      <summary className="flex min-h-8 items-center rounded-s text-muted hover:text-text pointer-coarse:min-h-11">
        {t('editor.more')}
      </summary>
      <div className="mt-2 grid gap-4">
        <Field label={t('editor.note')} hint={t('editor.noteHint')}>
          <Textarea
            value={draft.note}
            maxLength={2000}
            className="min-h-16"
            onChange={(event) => onChange({ note: event.target.value })}
          />
        </Field>
        <Field label={t('editor.expiry')} hint={t('editor.expiryHint')} error={fault}>
          <Input
            type="date"
            value={draft.expires}
            className="max-w-48"
            onChange={(event) => onChange({ expires: event.target.value })}
          />
        </Field>
      </div>
    </details>
  );
}
