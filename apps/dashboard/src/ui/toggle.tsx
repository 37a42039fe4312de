// Checkbox and switch, each with its words beside it.
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { cn } from './cn.js';

type ToggleProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

const box =
  'flex size-4.5 items-center justify-center rounded-[4px] border border-control-line bg-surface text-on-accent group-data-checked/box:border-accent group-data-checked/box:bg-accent';

function Box() {
  return (
    <span className={box}>
      <BaseCheckbox.Indicator>
        <Check size={13} strokeWidth={3} aria-hidden />
      </BaseCheckbox.Indicator>
    </span>
  );
}

/** The bare box for rows of a list; its name is read out, not shown. */
export function CheckMark({
  checked,
  onChange,
  label,
  className,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: string;
  className?: string;
}) {
  return (
    <BaseCheckbox.Root
      checked={checked}
      onCheckedChange={onChange}
      aria-label={label}
      className={cn(
        'group/box flex size-8 items-center justify-center rounded-s outline-offset-[-2px] pointer-coarse:size-11',
        className,
      )}
    >
      <Box />
    </BaseCheckbox.Root>
  );
}

export function Checkbox({ checked, onChange, label, hint, disabled = false }: ToggleProps) {
  const id = useId();
  return (
    <label className="flex min-h-8 items-start gap-1.5 py-1.5 pointer-coarse:min-h-11">
      <BaseCheckbox.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={id}
        className="group/box -ml-1 flex size-6 shrink-0 items-center justify-center rounded-s"
      >
        <Box />
      </BaseCheckbox.Root>
      <span className="pt-0.5">
        <span id={id}>{label}</span>
        {hint === undefined ? null : <span className="block text-12 text-muted">{hint}</span>}
      </span>
    </label>
  );
}

/** `aside` stands beside the words, and is no part of the name that is read out. */
export function Switch({
  checked,
  onChange,
  label,
  hint,
  aside,
  disabled = false,
}: ToggleProps & { aside?: ReactNode }) {
  const id = useId();
  return (
    <label className="flex min-h-8 items-start gap-3 py-1 pointer-coarse:min-h-11">
      <BaseSwitch.Root
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        aria-labelledby={id}
        className="flex h-6 w-10 shrink-0 items-center rounded-full border border-control-line bg-sunken p-0.5 transition-colors data-checked:border-accent data-checked:bg-accent"
      >
        <BaseSwitch.Thumb className="size-4.5 rounded-full bg-control-line transition-transform data-checked:translate-x-4 data-checked:bg-on-accent" />
      </BaseSwitch.Root>
      <span>
        <span className="flex flex-wrap items-center gap-x-2.5">
          <span id={id} className="leading-6 font-medium">
            {label}
          </span>
          {aside}
        </span>
        {hint === undefined ? null : <span className="block text-muted">{hint}</span>}
      </span>
    </label>
  );
}
