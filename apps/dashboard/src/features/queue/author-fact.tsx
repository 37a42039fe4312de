// Who wrote the source: name, and the photo through our own server, which a moderator can take down.
import type { Ping } from '@trackwarden/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { takePhotoDown } from '../../api/pings.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { OwnPicture } from '../../ui/own-picture.js';

/** The server shows no photo of what is spam or unproven; there is nothing to ask for. */
export const hasPhoto = ({ extracted, verification, status }: Ping): boolean =>
  extracted.author.photo !== null &&
  verification.state === 'linked' &&
  status !== 'spam' &&
  status !== 'removed';

export function AuthorFact({ ping }: { ping: Ping }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const [round, setRound] = useState(0);
  const { name } = ping.extracted.author;
  const takeDown = useMutation({
    mutationFn: () => takePhotoDown(ping.id),
    onSuccess: () => {
      setAsking(false);
      setRound((count) => count + 1);
      showToast(t('evidence.photoTakenDown'));
    },
  });
  if (!hasPhoto(ping)) return name;
  return (
    <span className="flex flex-wrap items-center gap-2">
      <OwnPicture
        key={round}
        path={`/api/v1/pings/${ping.id}/photo?size=48`}
        size={24}
        className="size-6 rounded-full bg-sunken"
      />
      {name}
      {round > 0 ? null : (
        <Button size="s" weight="ghost" className="-ml-2.5" onClick={() => setAsking(true)}>
          {t('evidence.takePhotoDown')}
        </Button>
      )}
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t('evidence.takePhotoDown')}
        text={t('evidence.takePhotoDownText')}
        action={t('evidence.takePhotoDown')}
        busy={takeDown.isPending}
        error={takeDown.error?.message}
        onConfirm={() => takeDown.mutate()}
      />
    </span>
  );
}
