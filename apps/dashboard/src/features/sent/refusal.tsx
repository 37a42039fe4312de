// Why nothing is sent for a page, and what to do about it.
import type { AnnounceRefusal } from '@trackwarden/contracts';
import { ShieldAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../format/sentence.js';

export function Refusal({ refusal }: { refusal: AnnounceRefusal }) {
  const { t } = useTranslation();
  const { code, message } = refusal;
  return (
    <div className="flex items-start gap-2.5 rounded-m bg-hold-soft px-4 py-3">
      <ShieldAlert size={18} className="mt-px shrink-0 text-hold" aria-hidden />
      <div className="min-w-0">
        <p className="font-semibold">{sentence(message)}</p>
        <p className="mt-0.5 max-w-[64ch]">
          {t(`sent.refusal.${code}`, { defaultValue: t('sent.refusal.other') })}
        </p>
      </div>
    </div>
  );
}
