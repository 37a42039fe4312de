// A link to an address that a stranger chose: opened apart, without opener or referrer, or shown as mere text.
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { safeHref } from '../format/safe-href.js';
import { cn } from './cn.js';

export function ExternalLink({
  href,
  className,
  children,
}: {
  href: string;
  className?: string;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const address = safeHref(href);
  if (address === null) return <span className={className}>{children}</span>;
  return (
    <a
      href={address}
      target="_blank"
      rel="noopener noreferrer"
      className={cn('underline decoration-1 underline-offset-2 hover:decoration-2', className)}
    >
      {children}
      <span className="sr-only"> {t('ui.newTab')}</span>
    </a>
  );
}
