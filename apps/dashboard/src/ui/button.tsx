// Buttons: one shape, few weights, the key shown on the button itself.
import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps } from 'react';
import { cn } from './cn.js';
import { Kbd } from './kbd.js';

const button = cva(
  'inline-flex shrink-0 items-center justify-center gap-2 rounded-m border font-medium whitespace-nowrap transition-colors duration-100 select-none disabled:opacity-55 aria-busy:opacity-70 pointer-coarse:min-h-11',
  {
    variants: {
      weight: {
        primary:
          'border-accent bg-accent text-on-accent enabled:hover:border-accent-hover enabled:hover:bg-accent-hover',
        secondary: 'border-line-strong bg-surface text-text enabled:hover:bg-hover',
        danger:
          'border-line-strong bg-surface text-bad enabled:hover:border-bad enabled:hover:bg-bad-soft',
        destroy: 'border-bad-fill bg-bad-fill text-on-bad enabled:hover:opacity-90',
        ghost: 'border-transparent text-muted enabled:hover:bg-hover enabled:hover:text-text',
      },
      size: {
        m: 'min-h-9 px-3 py-1.5',
        s: 'min-h-8 px-2.5 py-1 text-13',
        l: 'min-h-11 px-5 py-2 text-15',
        icon: 'size-8 p-0 pointer-coarse:min-w-11',
      },
    },
    defaultVariants: { weight: 'secondary', size: 'm' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof button> & { hint?: string | undefined; busy?: boolean };

export const buttonClass = (options: VariantProps<typeof button>, className?: string): string =>
  cn(button(options), className);

export function Button({ weight, size, hint, busy, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={cn(button({ weight, size }), className)}
      aria-keyshortcuts={hint?.toLowerCase()}
      aria-busy={busy ? true : undefined}
      {...rest}
    >
      {children}
      {hint === undefined ? null : <Kbd>{hint}</Kbd>}
    </button>
  );
}
