// A rule that was changed while it was edited: the newer version, or one's own; nothing typed is lost.
import type { Rule } from '@trackwarden/contracts';
import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';

const box = 'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-m bg-hold-soft px-3 py-2.5';

export function ConflictNotice({
  rule,
  seenVersion,
  onLoad,
  onOverwrite,
}: {
  rule: Rule;
  seenVersion: number;
  onLoad: () => void;
  onOverwrite: () => void;
}) {
  const { t } = useTranslation();
  return (
    <div role="alert" className={box}>
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-hold" aria-hidden />
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-semibold">{t('editor.conflict', { version: rule.version })}</p>
        <p className="mt-0.5">{t('editor.conflictText', { version: seenVersion })}</p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="s" onClick={onLoad}>
          {t('editor.loadNewer')}
        </Button>
        <Button size="s" onClick={onOverwrite}>
          {t('editor.saveMine')}
        </Button>
      </div>
    </div>
  );
}

export function KeptNotice({ onPutBack }: { onPutBack: () => void }) {
  const { t } = useTranslation();
  return (
    <div role="status" className={box}>
      <p className="min-w-0 flex-1 basis-60">{t('editor.kept')}</p>
      <Button size="s" onClick={onPutBack}>
        {t('editor.putBack')}
      </Button>
    </div>
  );
}
