// Which rows are marked for a decision together; a new view or search starts empty.
import { useState } from 'react';

type Selection = { scope: string; ids: ReadonlySet<string> };

const none: ReadonlySet<string> = new Set();

export function useSelection(scope: string) {
  const [selection, setSelection] = useState<Selection>({ scope, ids: none });
  const ids = selection.scope === scope ? selection.ids : none;
  const set = (next: ReadonlySet<string>) => setSelection({ scope, ids: next });
  return {
    ids,
    clear: () => set(none),
    replace: (all: readonly string[]) => set(new Set(all)),
    extend: (more: readonly string[]) => set(new Set([...ids, ...more])),
    toggle: (id: string) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      set(next);
    },
  };
}
