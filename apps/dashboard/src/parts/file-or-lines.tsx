// A file, or lines pasted in its place: a chosen file hides the lines until it is put back.
import { useTranslation } from 'react-i18next';
import { bytesOf } from '../format/time.js';
import { Button } from '../ui/button.js';
import { Field, Textarea } from '../ui/field.js';
import { FileInput } from '../ui/file-input.js';

export type Given = { file: File | null; lines: string };

export const nothingGiven: Given = { file: null, lines: '' };

export const isNothing = ({ file, lines }: Given): boolean => file === null && lines.trim() === '';

export function FileOrLines({
  given,
  onGive,
  accept,
  fileLabel,
  linesLabel,
}: {
  given: Given;
  onGive: (given: Given) => void;
  accept: string;
  fileLabel: string;
  linesLabel: string;
}) {
  const { t } = useTranslation();
  const { file, lines } = given;
  if (file !== null)
    return (
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-m border border-line bg-sunken px-3 py-1.5">
        <span className="num min-w-0" dir="auto">
          {t('ui.chosen', { name: file.name, size: bytesOf(file.size) })}
        </span>
        <Button size="s" weight="ghost" onClick={() => onGive({ ...given, file: null })}>
          {t('ui.unchoose')}
        </Button>
      </div>
    );
  return (
    <>
      <FileInput
        label={fileLabel}
        accept={accept}
        onFile={(chosen) => onGive({ ...given, file: chosen })}
      />
      <Field label={linesLabel}>
        <Textarea
          value={lines}
          spellCheck={false}
          className="min-h-24 font-mono text-12 leading-5"
          onChange={(event) => onGive({ ...given, lines: event.target.value })}
        />
      </Field>
    </>
  );
}
