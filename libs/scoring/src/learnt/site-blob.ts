// A site's model as bytes, for keeping; versioned, and small while little was taught.
import { hashSpace } from './hash.js';
import { emptySiteModel } from './site-model.js';
import type { SiteModel } from './site-model.js';

const magic = 0x54_57_53_32; // "TWS2"; a slot meant other features in version 1
const headBytes = 28;
const entryBytes = 20;

/** Thrown for bytes that are no site model of a known version. */
export class SiteModelError extends Error {}

/**
 * Bytes: magic and version, decisions, start time, number of entries, then for each slot in use its number
 * and its two sums, all big-endian. The same model gives the same bytes.
 */
export function toBlob(site: SiteModel): Uint8Array {
  const used: number[] = [];
  for (let slot = 0; slot < hashSpace; slot += 1) {
    if (site.weights[slot] !== 0 || site.squares[slot] !== 0) used.push(slot);
  }
  const bytes = new Uint8Array(headBytes + used.length * entryBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic);
  view.setFloat64(4, site.decisions);
  view.setFloat64(12, site.startedAtMs ?? NaN);
  view.setUint32(20, used.length);
  used.forEach((slot, at) => {
    const offset = headBytes + at * entryBytes;
    view.setUint32(offset, slot);
    view.setFloat64(offset + 4, site.weights[slot] ?? 0);
    view.setFloat64(offset + 12, site.squares[slot] ?? 0);
  });
  return bytes;
}

/**
 * The model of some bytes, read at a time.
 *
 * @throws SiteModelError for bytes that were cut, changed or made by another version.
 */
export function fromBlob(bytes: Uint8Array, readAtMs: number): SiteModel {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headBytes || view.getUint32(0) !== magic) {
    throw new SiteModelError('These bytes are no site model of version 2');
  }
  const count = view.getUint32(20);
  if (bytes.length !== headBytes + count * entryBytes) {
    throw new SiteModelError('The site model is cut short or too long');
  }
  const startedAtMs = view.getFloat64(12);
  const site = {
    ...emptySiteModel(),
    decisions: view.getFloat64(4),
    startedAtMs: Number.isNaN(startedAtMs) ? null : startedAtMs,
    readAtMs,
  };
  for (let at = 0; at < count; at += 1) {
    const offset = headBytes + at * entryBytes;
    const slot = view.getUint32(offset);
    const [weight, square] = [view.getFloat64(offset + 4), view.getFloat64(offset + 12)];
    if (slot >= hashSpace || !Number.isSafeInteger(weight) || !Number.isSafeInteger(square)) {
      throw new SiteModelError('The site model holds a figure that no learning makes');
    }
    site.weights[slot] = weight;
    site.squares[slot] = square;
  }
  return site;
}
