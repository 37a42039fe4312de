// Text to copy: an address on one line or a block of code, with a button that says when it is done.
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.js';
import { cn } from './cn.js';

export function CopyField({
  label,
  value,
  block,
}: {
  label: string;
  value: string;
  block?: boolean;
}) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };

  return (
    <div
      className={cn(
        'flex rounded-m border border-line-strong bg-sunken',
        block ? 'flex-col' : 'items-center',
      )}
    >
      {block ? (
        <pre
          tabIndex={0}
          aria-label={label}
          role="region"
          className="max-h-64 overflow-auto px-3 py-2.5 font-mono text-12 leading-5 whitespace-pre-wrap"
        >
          {value}
        </pre>
      ) : (
        <code className="min-w-0 flex-1 px-3 py-1.5 font-mono text-12 leading-5 break-all">
          {value}
        </code>
      )}
      <Button
        weight="ghost"
        size="s"
        className={block ? 'm-1 self-end' : 'm-0.5'}
        aria-label={t('ui.copyOf', { label })}
        onClick={() => void copy()}
      >
        {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        <span aria-live="polite">{copied ? t('ui.copied') : t('ui.copy')}</span>
      </Button>
    </div>
  );
}
