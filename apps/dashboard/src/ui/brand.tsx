// The name and the mark of the product.
import { cn } from './cn.js';

export function Brand({ compact, className }: { compact?: boolean; className?: string }) {
  return (
    <span className={cn('flex items-center gap-2 text-15 font-semibold tracking-tight', className)}>
      <svg
        width="20"
        height="20"
        viewBox="0 0 20 20"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
        className="shrink-0 text-accent"
        aria-hidden
      >
        <path d="M10 2.2 16.5 5v5c0 4-2.8 6.6-6.5 7.8C6.3 16.6 3.5 14 3.5 10V5z" />
        <path d="M7 10.2 9.2 12.4 13.2 7.8" />
      </svg>
      <span className={compact ? 'sr-only' : undefined}>Trackwarden</span>
    </span>
  );
}
