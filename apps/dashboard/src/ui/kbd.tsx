// A key as it is printed on the keyboard; only shown where there is one.
import type { ReactNode } from 'react';
import { cn } from './cn.js';

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-[4px] border border-b-2 border-current/35 px-1 font-mono text-12 leading-none font-medium max-md:hidden pointer-coarse:hidden',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
