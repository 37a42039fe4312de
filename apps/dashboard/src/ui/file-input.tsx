// Takes one file; the same file can be chosen again after it was refused.
import { useId, type ReactNode } from 'react';

export function FileInput({
  label,
  hint,
  accept,
  onFile,
}: {
  label: ReactNode;
  hint?: ReactNode;
  accept: string;
  onFile: (file: File) => void;
}) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="justify-self-start font-medium">
        {label}
      </label>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        className="w-full max-w-full rounded-m text-muted file:mr-3 file:min-h-9 file:rounded-m file:border file:border-solid file:border-line-strong file:bg-surface file:px-3 file:font-medium file:text-text hover:file:bg-hover pointer-coarse:file:min-h-11"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
      {hint === undefined ? null : (
        <p id={`${id}-hint`} className="text-12 text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
