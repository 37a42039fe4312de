// Adds a site and shows its page.
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { sitesQuery } from '../api/sites.js';
import { Dialog } from '../ui/dialog.js';
import { SiteForm } from '../parts/site-form.js';

export function NewSiteDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('site.new')}
      description={t('site.newText')}
    >
      <SiteForm
        submit={t('site.create')}
        onCreated={async (site) => {
          await queryClient.invalidateQueries(sitesQuery);
          onOpenChange(false);
          await navigate({ to: '/site', search: { site: site.id } });
        }}
      />
    </Dialog>
  );
}
