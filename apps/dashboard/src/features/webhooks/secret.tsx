// A secret that is shown this once.
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.js';
import { CopyField } from '../../ui/copy-field.js';
import { Dialog } from '../../ui/dialog.js';

export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('webhooks.secretTitle')}
      description={t('webhooks.secretText')}
    >
      <div className="grid gap-5">
        <CopyField label={t('webhooks.secret')} value={secret ?? ''} />
        <div className="flex justify-end">
          <Button weight="primary" onClick={onClose}>
            {t('webhooks.secretKept')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
