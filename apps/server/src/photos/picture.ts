// Bytes that a stranger calls a photo to small WebP pictures of our own making, or a reason why not.
import sharp from 'sharp';

/** Pixels of each side; the picture is cut to a square. */
export const photoSizes = { small: 48, medium: 96, large: 192 } as const;
export type PhotoSize = keyof typeof photoSizes;
export type Picture = Record<PhotoSize, Buffer>;

/** A picture of more pixels is refused by its header, before anything of it is unpacked. */
const MOST_PIXELS = 5_000 * 5_000;
const DECODE_SECONDS = 5;

/** What the first bytes must be, and what the decoder must then find. */
const kinds = [
  {
    format: 'png',
    is: (bytes: Buffer) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
  },
  {
    format: 'jpeg',
    is: (bytes: Buffer) => bytes.subarray(0, 3).toString('latin1') === '\xff\xd8\xff',
  },
  {
    format: 'gif',
    is: (bytes: Buffer) => /^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1')),
  },
  {
    format: 'webp',
    is: (bytes: Buffer) => /^RIFF[^]{4}WEBP/.test(bytes.subarray(0, 12).toString('latin1')),
  },
] as const;

// decoders of other kinds are never wanted: SVG, PDF and the like can name files and addresses
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPng',
    'VipsForeignLoadJpeg',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadWebp',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/** Why bytes are no photo; one sentence for a person. */
export class UnusablePhoto extends Error {}

/** Throws {@link UnusablePhoto}. Only pixels of the first frame survive: no metadata, no trailing bytes. */
export async function pictureOf(bytes: Uint8Array): Promise<Picture> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = kinds.find(({ is }) => is(buffer));
  if (!kind) throw new UnusablePhoto('It is no PNG, JPEG, GIF or WebP picture.');
  try {
    const options = { limitInputPixels: MOST_PIXELS, pages: 1, failOn: 'error' } as const;
    const { format } = await sharp(buffer, options).metadata();
    if (format !== kind.format)
      throw new UnusablePhoto('It is not the kind of picture it begins as.');
    const at = (pixels: number) =>
      sharp(buffer, options)
        .timeout({ seconds: DECODE_SECONDS })
        .rotate()
        .resize(pixels, pixels, { fit: 'cover', withoutEnlargement: false })
        .webp({ quality: 82 })
        .toBuffer();
    // one after another: what is unpacked at once is the memory that a stranger can claim
    const large = await at(photoSizes.large);
    return { large, medium: await smaller(large, 'medium'), small: await smaller(large, 'small') };
  } catch (error) {
    if (error instanceof UnusablePhoto) throw error;
    throw new UnusablePhoto('It cannot be read as a picture, or has too many pixels.');
  }
}

const smaller = (large: Buffer, size: PhotoSize): Promise<Buffer> =>
  sharp(large).resize(photoSizes[size]).webp({ quality: 82 }).toBuffer();
