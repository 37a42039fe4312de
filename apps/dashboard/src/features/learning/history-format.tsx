// What a line of a moderated history looks like.
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.js';

/** As people have them: one of each label, the second with nothing but what is needed and one text. */
export const exampleLines = [
  {
    id: 'comment-4711',
    label: 'spam',
    source: 'https://cheap.example/pills',
    title: 'Cheap pills',
    excerpt: 'Buy now, best price',
    blogName: 'Cheap pills online',
    target: { url: 'https://blog.example/soil', title: 'Soil' },
  },
  { id: 'comment-4712', label: 'ham', excerpt: 'I read this and dug up half the border.' },
]
  .map((line) => JSON.stringify(line))
  .join('\n');

export function HistoryFormat() {
  const { t } = useTranslation();
  return (
    <details className="group">
      <summary className="flex min-h-8 list-none items-center gap-1 text-muted hover:text-text pointer-coarse:min-h-11 [&::-webkit-details-marker]:hidden">
        <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
        {t('bring.format')}
      </summary>
      <p className="mt-1 mb-2 max-w-[64ch] text-muted">{t('bring.formatText')}</p>
      <CopyField block label={t('bring.example')} value={exampleLines} />
    </details>
  );
}
