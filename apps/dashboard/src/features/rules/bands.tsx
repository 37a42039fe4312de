// The thresholds over a histogram of recent scores, and what others would change before they are saved.
import { scoreLimitSchema, type PreviewThresholds, type Site } from '@trackwarden/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { thresholdsQuery } from '../../api/rules.js';
import { sitesQuery, updateSite } from '../../api/sites.js';
import { CautionLine } from '../../parts/caution-line.js';
import { showToast } from '../../state/toast.js';
import { Button } from '../../ui/button.js';
import { Card } from '../../ui/card.js';
import { Field, Input } from '../../ui/field.js';
import { QueryState } from '../../ui/query-state.js';
import { ApplyThresholds } from './apply-thresholds.js';
import { Flips } from './flips.js';
import { ScoreHistogram } from './score-histogram.js';
import { useSettled } from '../../state/use-settled.js';

const numberOf = (text: string): number =>
  text.trim() === '' ? Number.NaN : Number(text.replace(',', '.'));

const figure = (text: string): number | null =>
  scoreLimitSchema.safeParse(numberOf(text)).data ?? null;

type Texts = { below: string; from: string };

const textsOf = ({ settings }: Site): Texts => ({
  below: settings.approveBelow === null ? '' : String(settings.approveBelow),
  from: String(settings.spamFrom),
});

/** What the two fields ask for; null while they hold no thresholds. */
function wantedOf({ below, from }: Texts): PreviewThresholds | null {
  const approveBelow = below.trim() === '' ? null : figure(below);
  const spamFrom = figure(from);
  if (spamFrom === null || (below.trim() !== '' && approveBelow === null)) return null;
  return approveBelow !== null && approveBelow > spamFrom ? null : { approveBelow, spamFrom };
}

type Fault = 'range' | 'tenths';

const faultOf = (text: string): Fault =>
  numberOf(text) >= 0 && numberOf(text) <= 100 ? 'tenths' : 'range';

/** Which field is wrong, and how. */
function faultsOf({ below, from }: Texts): { below?: Fault | 'order'; from?: Fault } {
  if (figure(from) === null) return { from: faultOf(from) };
  if (below.trim() !== '' && figure(below) === null) return { below: faultOf(below) };
  return wantedOf({ below, from }) === null ? { below: 'order' } : {};
}

export function Bands({ site }: { site: Site }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [texts, setTexts] = useState(() => textsOf(site));
  const present: PreviewThresholds = {
    approveBelow: site.settings.approveBelow,
    spamFrom: site.settings.spamFrom,
  };
  const wanted = wantedOf(texts);
  const settled = useSettled(wanted ?? present);
  const preview = useQuery(thresholdsQuery(site.id, settled));
  const faults = faultsOf(texts);
  const isSame = JSON.stringify(wanted) === JSON.stringify(present);
  const isOfPresent =
    isSame && !preview.isPlaceholderData && JSON.stringify(settled) === JSON.stringify(present);
  const save = useMutation({
    mutationFn: (settings: PreviewThresholds) => updateSite(site.id, { settings }),
    onSuccess: async () => {
      showToast(t('bands.saved'));
      await client.invalidateQueries({ queryKey: sitesQuery.queryKey });
      await client.invalidateQueries({ queryKey: ['thresholds', site.id] });
    },
    onError: (error) => showToast(error.message, { tone: 'bad' }),
  });
  const input = (name: keyof Texts, placeholder?: string) => (
    <Input
      inputMode="decimal"
      value={texts[name]}
      placeholder={placeholder}
      className="num sm:w-20 sm:text-right"
      onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
    />
  );
  return (
    <Card title={t('bands.heading')} className="mb-5">
      <p className="mb-3 max-w-[72ch] text-muted">{t('bands.text')}</p>
      <CautionLine site={site} className="mb-3" />
      <QueryState query={preview} lines={4} failed={t('bands.failed')} />
      {preview.data === undefined ? null : (
        <ScoreHistogram
          preview={preview.data}
          thresholds={wanted ?? present}
          onMove={(next) => setTexts({ ...texts, ...next })}
        />
      )}
      <form
        noValidate
        className="mt-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== null) save.mutate(wanted);
        }}
      >
        <div className="grid grid-cols-2 items-start justify-between gap-x-6 gap-y-3 sm:flex sm:flex-wrap">
          <Field
            label={t('bands.approveBelow')}
            hint={figure(texts.below) === 0 ? t('bands.neverApproved') : undefined}
            error={faults.below === undefined ? undefined : t(`bands.${faults.below}`)}
            className="sm:grid-cols-[auto_auto] sm:items-center sm:justify-start sm:gap-x-2 *:nth-3:col-span-full"
          >
            {input('below', t('bands.never'))}
          </Field>
          <p className="order-last col-span-full text-muted sm:order-none sm:pt-2">
            {preview.data === undefined
              ? null
              : t('bands.summary', { count: preview.data.looked, days: preview.data.days })}
          </p>
          <Field
            label={t('bands.spamFrom')}
            hint={figure(texts.from) === 100 ? t('bands.neverSpam') : undefined}
            error={faults.from === undefined ? undefined : t(`bands.${faults.from}`)}
            className="sm:grid-cols-[auto_auto] sm:items-center sm:justify-end sm:gap-x-2 *:nth-3:col-span-full"
          >
            {input('from')}
          </Field>
        </div>
        {isSame || wanted === null || preview.data === undefined ? null : (
          <div className="mt-3 border-t border-line pt-3">
            <Flips preview={preview.data} isStale={preview.isFetching} />
            <div className="mt-3 flex flex-wrap gap-2">
              <Button type="submit" weight="primary" size="s" busy={save.isPending}>
                {t('bands.save')}
              </Button>
              <Button size="s" weight="ghost" onClick={() => setTexts(textsOf(site))}>
                {t('bands.reset')}
              </Button>
            </div>
          </div>
        )}
      </form>
      {isOfPresent && preview.data !== undefined ? (
        <ApplyThresholds
          key={JSON.stringify(present)}
          siteId={site.id}
          waiting={preview.data.waiting}
          isWhole={preview.data.waitingIsWhole}
        />
      ) : null}
    </Card>
  );
}
