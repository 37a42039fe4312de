// The model as a file: to keep, to carry to another site, to take over from one.
import { modelFileSchema, type ModelFile, type Site } from '@trackwarden/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { learningQuery, modelAddress, putModel } from '../../api/learning.js';
import { ApiError } from '../../api/problem.js';
import { sentence } from '../../format/sentence.js';
import { showToast } from '../../state/toast.js';
import { Confirm } from '../../ui/confirm.js';
import { FileInput } from '../../ui/file-input.js';
import { FormError } from '../../ui/form-error.js';
import { OwnDownload } from '../../ui/own-download.js';
import { Panel } from '../../ui/panel.js';

const mostBytes = 8_000_000;

type Chosen = { name: string; model: ModelFile };

/** Null for what is no model. */
async function readModel(file: File): Promise<ModelFile | null> {
  try {
    const parsed = modelFileSchema.safeParse(JSON.parse(await file.text()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

function reasonOf(error: Error | null): string | undefined {
  if (error === null) return undefined;
  const [first] = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return sentence(first === undefined ? error.message : `${first.pointer}: ${first.message}`);
}

/** There is nothing to download while `isEmpty`. */
export function ModelFilePanel({ site, isEmpty }: { site: Site; isEmpty: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [asked, setAsked] = useState<Chosen | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const put = useMutation({
    mutationFn: ({ model }: Chosen) => putModel(site.id, model),
    onSuccess: (report) => {
      client.setQueryData(learningQuery(site.id).queryKey, report);
      const { live, refused } = report;
      if (refused?.madeBy === 'file' && refused.number > (live?.number ?? 0))
        showToast(t('goLive.heldBack', { number: refused.number }), { tone: 'bad' });
      else if (live !== null) showToast(t('goLive.done', { number: live.number }));
      setAsked(null);
    },
  });
  const choose = async (file: File) => {
    const isTooLarge = file.size > mostBytes;
    const model = isTooLarge ? null : await readModel(file);
    const reason = isTooLarge ? t('modelFile.tooLarge') : t('modelFile.noFile');
    setProblem(model === null ? reason : null);
    if (model !== null) setAsked({ name: file.name, model });
  };
  return (
    <Panel title={t('modelFile.heading')} description={t('modelFile.text')}>
      <div className="grid justify-items-start gap-5">
        {isEmpty ? null : (
          <OwnDownload path={modelAddress(site.id)} fileName={`model-${site.key}.json`}>
            {t('modelFile.download')}
          </OwnDownload>
        )}
        <FileInput
          label={t('modelFile.upload')}
          hint={t('modelFile.uploadHint')}
          accept=".json,application/json"
          onFile={(file) => void choose(file)}
        />
        <FormError message={problem} />
      </div>
      <Confirm
        open={asked !== null}
        onOpenChange={(open) => {
          if (open) return;
          put.reset();
          setAsked(null);
        }}
        title={t('modelFile.confirm', { name: asked?.name ?? '' })}
        text={t('modelFile.confirmText', { count: asked?.model.decisions ?? 0 })}
        action={t('modelFile.action')}
        weight="primary"
        busy={put.isPending}
        error={reasonOf(put.error)}
        onConfirm={() => {
          if (asked !== null) put.mutate(asked);
        }}
      />
    </Panel>
  );
}
