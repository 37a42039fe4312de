// Which texts can name a page at all: what is longer than any page's address names none. Pure.
import { canonicalUrl } from '@trackwarden/protocol';

const MAX_LENGTH = 2_048;

/** As it was given, and as it is stored: letters outside ASCII grow sixfold and more when escaped. */
export function canNamePage(address: string): boolean {
  if (address.length > MAX_LENGTH || address.includes('\0')) return false;
  return (canonicalUrl(address)?.length ?? 0) <= MAX_LENGTH;
}
