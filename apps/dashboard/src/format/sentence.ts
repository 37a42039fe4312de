// Messages of the API start small and end bare; on screen they read as sentences.

/** `must not be empty` becomes `Must not be empty.`; what is a sentence already stays as it is. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === '') return trimmed;
  const end = /[.!?…。]$/u.test(trimmed) ? '' : '.';
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + end;
}
