// Pictures for tests, made here: honest ones, and those that a hostile site would serve.
import { deflateSync, crc32 } from 'node:zlib';
import sharp from 'sharp';

const RED = { r: 200, g: 20, b: 20 };

const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: RED } });

/** A photo with a position in its metadata. */
export const photo = (): Promise<Buffer> =>
  plain(400, 300)
    .withExif({ IFD0: { Copyright: 'secret owner' }, IFD3: { GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();

export const png = (width = 120, height = 120): Promise<Buffer> =>
  plain(width, height).png().toBuffer();

/** A picture that goes on as a web page. */
export const polyglot = async (): Promise<Buffer> =>
  Buffer.concat([await plain(100, 100).gif().toBuffer(), Buffer.from('<script>alert(1)</script>')]);

/** A small file that claims to be a plane of 60,000 × 60,000 pixels, and delivers them. */
export function bombPng(side = 60_000): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([1, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(8_000_000);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An animation of many frames, each as large as the first. */
export async function manyFrames(count = 400): Promise<Buffer> {
  const height = 64 * count;
  const pixels = Buffer.alloc(64 * height * 3, 7);
  for (let frame = 0; frame < count; frame += 1) pixels[frame * 64 * 64 * 3] = frame % 256;
  return sharp(pixels, {
    raw: { width: 64, height, channels: 3, pageHeight: 64 },
    limitInputPixels: false,
  })
    .gif({ loop: 0, delay: Array.from({ length: count }, () => 20) })
    .toBuffer();
}

export const SVG = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><script>alert(1)</script><image href="http://127.0.0.1:9/x"/></svg>',
);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
