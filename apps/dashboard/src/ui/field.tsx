// Form fields: label, control, hint and error tied together for screen readers.
import { Field as Base } from '@base-ui/react/field';
import { Input as BaseInput } from '@base-ui/react/input';
import type { ComponentProps, ReactNode } from 'react';
import { sentence } from '../format/sentence.js';
import { cn } from './cn.js';

export const controlClass =
  'w-full min-w-0 rounded-m border border-control-line bg-surface px-3 py-1.5 text-text placeholder:text-faint min-h-9 pointer-coarse:min-h-11 data-invalid:border-bad disabled:opacity-60 focus-visible:outline-offset-0';

export function Field({
  label,
  hint,
  error,
  hideLabel,
  className,
  children,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Base.Root invalid={error !== undefined} className={cn('grid gap-1.5', className)}>
      <Base.Label className={cn('justify-self-start font-medium', hideLabel && 'sr-only')}>
        {label}
      </Base.Label>
      {children}
      {hint === undefined ? null : (
        <Base.Description className="text-12 text-muted">{hint}</Base.Description>
      )}
      <Base.Error match={error !== undefined} className="text-12 font-medium text-bad">
        {error === undefined ? null : sentence(error)}
      </Base.Error>
    </Base.Root>
  );
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <BaseInput {...rest} className={cn(controlClass, className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <Base.Control
      render={<textarea {...rest} className={cn(controlClass, 'min-h-24 resize-y', className)} />}
    />
  );
}
