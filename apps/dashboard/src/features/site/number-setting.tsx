// One number of the settings with its own save button.
import { useState, type SyntheticEvent } from 'react';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { NumberInput } from './number-input.js';

export function NumberSetting({
  label,
  hint,
  wrong,
  save,
  value,
  most,
  step,
  busy,
  onSave,
}: {
  label: string;
  hint: string;
  wrong: string;
  save: string;
  value: number;
  most: number;
  step: 'any' | 1;
  busy: boolean;
  onSave: (value: number) => void;
}) {
  const [text, setText] = useState(String(value));
  const [problem, setProblem] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const given = Number(text);
    const isFit =
      text.trim() !== '' && given >= 0 && given <= most && (step === 'any' || given % 1 === 0);
    setProblem(isFit ? undefined : wrong);
    if (isFit) onSave(given);
  };
  return (
    <form noValidate className="grid gap-5" onSubmit={submit}>
      <Field label={label} hint={hint} error={problem} className="max-w-80">
        <NumberInput value={text} most={most} step={step} onChange={setText} />
      </Field>
      <div>
        <Button type="submit" busy={busy} disabled={busy}>
          {save}
        </Button>
      </div>
    </form>
  );
}
