// Puts what the server refused beside the fields that it names.
import type { FieldValues, Path, UseFormSetError } from 'react-hook-form';
import { ApiError } from './problem.js';

/**
 * Sets field errors from the JSON pointers of a `validation-failed` problem. `fields` are the names
 * that exist in the form, or a function from a pointer's path, as `origins.1`, to the field it means.
 * Returns the message to show above the form, or null when every error found its field.
 */
export function setFormErrors<T extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<T>,
  fields: readonly Path<T>[] | ((path: string) => Path<T> | undefined),
): string | null {
  if (!(error instanceof ApiError)) return String(error);
  let placed = false;
  for (const { pointer, message } of error.problem.errors ?? []) {
    const path = pointer.slice(1).split('/').join('.');
    const field =
      typeof fields === 'function'
        ? fields(path)
        : fields.find((name) => path === name || path.startsWith(`${name}.`));
    if (field === undefined) continue;
    setError(field, { message }, { shouldFocus: !placed });
    placed = true;
  }
  return placed ? null : error.message;
}
