// Text to URL without an exception.

/** The URL, resolved against `base` when one is given; null when it is none. */
export function readUrl(text: string, base?: URL): URL | null {
  // not URL.canParse: compiled by Node 20's optimiser it calls every Latin-1 host name invalid
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}
