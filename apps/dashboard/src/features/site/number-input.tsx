// A figure from 0 to a limit, as text while it is typed.
import { Input } from '../../ui/field.js';

export function NumberInput({
  value,
  most,
  step,
  onChange,
}: {
  value: string;
  most: number;
  step: 'any' | 1;
  onChange: (value: string) => void;
}) {
  return (
    <Input
      type="number"
      inputMode="decimal"
      min={0}
      max={most}
      step={step}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
