// A site's model as compressed bytes and back, and as the model that scores.
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import {
  defaultModel,
  emptySiteModel,
  fromBlob,
  toBlob,
  type Model,
  type SiteModel,
} from '@trackwarden/scoring';
import type { SiteModelEntity } from '../database/entities/learning.entity.js';

/** A model in which every slot is used, and a little more. */
const MOST_BYTES = 6_000_000;

const [pack, unpack] = [promisify(gzip), promisify(gunzip)];

/** The same model gives the same bytes. */
export const packed = (site: SiteModel): Promise<Buffer> => pack(toBlob(site));

/** Throws for bytes that are no model, and for such as would unpack to more than a model can have. */
export async function unpacked(bytes: Uint8Array, readAtMs: number): Promise<SiteModel> {
  return fromBlob(await unpack(bytes, { maxOutputLength: MOST_BYTES }), readAtMs);
}

type Fitted = Pick<SiteModelEntity, 'number' | 'lines' | 'steps'>;

const straight = { slope: 1, offset: 0 };

/** The shipped model as a site's people have corrected it. */
export function modelOf(site: SiteModel, { number, lines, steps }: Fitted): Model {
  const calibration = { trackback: straight, pingback: straight, webmention: straight, ...lines };
  return { ...defaultModel, site, siteVersion: number, calibration, steps };
}

/** The same without any calibration: what a calibration is fitted on. */
export function uncalibrated({ calibration: _, ...model }: Model): Model {
  return { ...model, steps: null };
}

/** The version of a site that has none. */
export const untaught: Fitted & { site: () => SiteModel } = {
  number: 0,
  lines: {},
  steps: null,
  site: emptySiteModel,
};
