// One setting of a site that is typed and may be empty, with its own save button.
import { siteSettingsSchema, type Site } from '@trackwarden/contracts';
import { useState, type ComponentProps, type SyntheticEvent } from 'react';
import { refusedValues } from '../../api/problem.js';
import { Button } from '../../ui/button.js';
import { Field, Input } from '../../ui/field.js';
import { useSiteSave } from './use-site-change.js';

type Name = 'closeAfterDays' | 'inboxPassphrase';

const textOf = ({ settings }: Site, name: Name): string => String(settings[name] ?? '');

/** What the server says of this setting, or of the whole request. */
function refusalOf(error: Error, name: Name): string {
  const refused = refusedValues(error).find(({ pointer }) => pointer === `/settings/${name}`);
  return refused?.message ?? error.message;
}

export function TextSetting({
  site,
  name,
  read,
  label,
  hint,
  wrong,
  save,
  inputMode,
}: {
  site: Site;
  name: Name;
  /** The value that the text stands for; an empty text stands for none. */
  read: (text: string) => number | string;
  label: string;
  hint: string;
  /** Said of a value that does not fit, in place of the words of its schema. */
  wrong?: string;
  save: string;
  inputMode?: ComponentProps<'input'>['inputMode'];
}) {
  const [text, setText] = useState(() => textOf(site, name));
  const [problem, setProblem] = useState<string>();
  const saving = useSiteSave(site, (error) => setProblem(refusalOf(error, name)));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const given = siteSettingsSchema.shape[name].safeParse(text.trim() === '' ? null : read(text));
    setProblem(given.success ? undefined : (wrong ?? given.error.issues[0]?.message));
    if (!given.success) return;
    saving.mutate(
      { settings: { [name]: given.data } },
      { onSuccess: (saved) => setText(textOf(saved, name)) },
    );
  };
  return (
    <form noValidate className="grid gap-5" onSubmit={submit}>
      <Field label={label} hint={hint} error={problem} className="max-w-80">
        <Input
          value={text}
          inputMode={inputMode}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div>
        <Button type="submit" busy={saving.isPending} disabled={saving.isPending}>
          {save}
        </Button>
      </div>
    </form>
  );
}
