// One press filters the list by protocol; the search line says the same as a token.
import { protocolSchema } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { protocolName } from '../../parts/protocol-name.js';
import { cn } from '../../ui/cn.js';
import { parseSearchLine, withProtocol } from './query.js';

export function ProtocolFilter({
  line,
  onChange,
}: {
  line: string;
  onChange: (line: string) => void;
}) {
  const { t } = useTranslation();
  const chosen = parseSearchLine(line).protocol;
  return (
    <div role="group" aria-label={t('queue.protocols')} className="flex flex-wrap gap-1">
      {protocolSchema.options.map((protocol) => {
        const on = protocol === chosen;
        return (
          <button
            key={protocol}
            type="button"
            aria-pressed={on}
            className={cn(
              'min-h-6 rounded-full border border-line px-2 text-12 whitespace-nowrap text-muted hover:bg-hover hover:text-text pointer-coarse:min-h-11 pointer-coarse:px-3.5',
              on && 'border-accent bg-accent-soft font-medium text-text hover:bg-accent-soft',
            )}
            onClick={() => onChange(withProtocol(line, on ? null : protocol))}
          >
            {protocolName[protocol]}
          </button>
        );
      })}
    </div>
  );
}
