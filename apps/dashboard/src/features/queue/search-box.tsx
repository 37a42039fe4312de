// The search line above the list; it takes words and tokens, and asks after a short pause.
import { Search, X } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../state/keys.js';
import { Kbd } from '../../ui/kbd.js';
import { OrderChoice } from './order-choice.js';
import { ProtocolFilter } from './protocol-filter.js';
import type { View } from './views.js';

const pauseMs = 250;

export function SearchBox({
  view,
  line,
  onChange,
}: {
  view: View;
  line: string;
  onChange: (line: string) => void;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState(line);
  const [known, setKnown] = useState(line);
  const hintId = useId();
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(onChange);
  useEffect(() => {
    latest.current = onChange;
  });

  // The address may change without typing: a view was chosen, or "back" was pressed.
  if (line !== known) {
    setKnown(line);
    setText(line);
  }

  useEffect(() => {
    if (text.trim() === line) return;
    const timer = setTimeout(() => latest.current(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text, line]);

  const replace = (next: string) => {
    setText(next);
    onChange(next);
  };

  useKeys(['/', 'shift+/'], () => input.current?.focus());

  return (
    <form
      role="search"
      className="group/search mx-3 my-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim());
      }}
    >
      <div className="flex items-center gap-2 rounded-m border border-control-line bg-surface pr-1.5 pl-2.5 focus-within:outline-2 focus-within:outline-focus">
        <Search size={14} className="shrink-0 text-faint" aria-hidden />
        <input
          ref={input}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            if (text === '') input.current?.blur();
            else setText('');
          }}
          aria-label={t('queue.search')}
          aria-describedby={hintId}
          aria-keyshortcuts="/"
          placeholder={t('queue.searchHint')}
          autoComplete="off"
          spellCheck={false}
          className="min-h-8 min-w-0 flex-1 bg-transparent outline-none placeholder:text-faint pointer-coarse:min-h-11"
        />
        {text === '' ? (
          <Kbd className="text-muted">/</Kbd>
        ) : (
          <button
            type="button"
            aria-label={t('queue.clearSearch')}
            className="flex size-6 items-center justify-center rounded-s text-muted hover:bg-hover pointer-coarse:size-11"
            onClick={() => {
              setText('');
              input.current?.focus();
            }}
          >
            <X size={14} aria-hidden />
          </button>
        )}
      </div>
      <div className="mt-2 flex flex-wrap items-center justify-between gap-1.5">
        <ProtocolFilter line={text} onChange={replace} />
        <OrderChoice view={view} line={text} onChange={replace} />
      </div>
      {/* Below what can be pressed: it comes and goes with the focus, and must move no target. */}
      <p
        id={hintId}
        className="mt-1.5 hidden text-12 text-muted group-has-[input:focus]/search:block"
      >
        {t('queue.filters')}
      </p>
    </form>
  );
}
