// Tabs: a row of names above the chosen panel.
import { Tabs as Base } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

export type TabItem = { value: string; label: string; content: ReactNode };

export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return (
    <Base.Root defaultValue={items[0]?.value ?? ''}>
      <Base.List
        aria-label={label}
        className="flex gap-1 overflow-x-auto shadow-[inset_0_-1px_0_var(--line)] [scrollbar-width:none]"
      >
        {items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="min-h-9 shrink-0 border-b-2 border-transparent px-3 max-sm:px-2 text-muted hover:text-text focus-visible:outline-offset-[-2px] data-active:border-accent data-active:font-medium data-active:text-text pointer-coarse:min-h-11"
          >
            {item.label}
          </Base.Tab>
        ))}
      </Base.List>
      {items.map((item) => (
        <Base.Panel key={item.value} value={item.value} className="pt-4">
          {item.content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
