// Which events an endpoint is sent.
import { webhookEventSchema, type WebhookEvent } from '@trackwarden/contracts';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../ui/toggle.js';

export function EventChoice({
  events,
  error,
  onChange,
}: {
  events: readonly WebhookEvent[];
  error?: string | undefined;
  onChange: (events: WebhookEvent[]) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t('webhooks.events')}</legend>
      <div className="grid gap-x-6 sm:grid-cols-2">
        {webhookEventSchema.options.map((event) => (
          <Checkbox
            key={event}
            checked={events.includes(event)}
            label={<code className="font-mono text-12">{event}</code>}
            hint={t(`events.${event.slice('mention.'.length)}`, { defaultValue: '' })}
            onChange={(on) =>
              onChange(on ? [...events, event] : events.filter((it) => it !== event))
            }
          />
        ))}
      </div>
      {error === undefined ? null : (
        <p role="alert" className="mt-1 text-12 font-medium text-bad">
          {error}
        </p>
      )}
    </fieldset>
  );
}
