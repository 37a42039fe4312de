// The parts of a long page as a row of links: each has an address of its own, and the back button knows them.
import { createLink } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../ui/cn.js';

export function PageParts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <nav aria-label={label} className="-mt-3 mb-6">
      <ul className="flex flex-wrap gap-0.5">{children}</ul>
    </nav>
  );
}

function Part({ isCurrent, ...rest }: ComponentProps<'a'> & { isCurrent: boolean }) {
  return (
    <li>
      <a
        {...rest}
        aria-current={isCurrent ? 'page' : undefined}
        className={cn(
          'flex min-h-8 items-center rounded-m px-2.5 whitespace-nowrap text-muted hover:bg-hover hover:text-text pointer-coarse:min-h-11',
          isCurrent && 'bg-accent-soft font-medium text-text hover:bg-accent-soft',
        )}
      />
    </li>
  );
}

export const PartLink = createLink(Part);
