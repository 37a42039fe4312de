// Colours for a terminal, and none for anything else.

const CODES = { passed: 32, failed: 31, skipped: 90, clause: 90, heading: 1 } as const;

export type Paint = (part: keyof typeof CODES, text: string) => string;

export const paintOf =
  (isColoured: boolean): Paint =>
  (part, text) =>
    isColoured ? `\u001b[${CODES[part]}m${text}\u001b[0m` : text;
