// Photos of authors as we keep them: found, fetched when they are first asked for, refreshed, taken down.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock.js';
import { PhotoEntity } from '../database/entities/photo.entity.js';
import { hashOf } from '../secrets.js';
import { PhotoNotNow, PhotoSource } from './photo-source.js';
import { UnusablePhoto, type PhotoSize } from './picture.js';

const DAY_MS = 86_400_000;
/** After so long the address is asked again. */
const FRESH_MS = 7 * DAY_MS;
/** What was no photo may have become one. */
const RETRY_MS = DAY_MS;
const REPLACED = [
  'state',
  'reason',
  'small',
  'medium',
  'large',
  'etag',
  'fetched_at',
  'expires_at',
];

export type StoredPhoto = { bytes: Buffer; etag: string };

@Injectable()
export class PhotosService {
  /** One fetch for all who ask for an address at the same time. */
  private readonly underWay = new Map<string, Promise<PhotoEntity | null>>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly source: PhotoSource,
    private readonly clock: Clock,
  ) {}

  /** Null when there is no usable photo, or none yet. */
  async of(url: string, size: PhotoSize): Promise<StoredPhoto | null> {
    const known = await this.find(url);
    const isDue = !known || (known.state !== 'taken-down' && known.expiresAt <= this.clock.now());
    const photo = isDue ? ((await this.refresh(url, known)) ?? known) : known;
    const bytes = photo?.[size];
    return photo?.state === 'stored' && bytes && photo.etag
      ? { bytes, etag: `${photo.etag}-${size}` }
      : null;
  }

  /** Deletes what is stored, and fetches that address no more. */
  async takeDown(url: string): Promise<void> {
    const photo = this.photoOf(
      url,
      { state: 'taken-down', reason: 'A person took it down.' },
      RETRY_MS,
    );
    await this.dataSource.manager.upsert(PhotoEntity, photo, ['urlHash']);
  }

  private find(url: string): Promise<PhotoEntity | null> {
    return this.dataSource.manager.findOneBy(PhotoEntity, { urlHash: hashOf(url) });
  }

  private refresh(url: string, known: PhotoEntity | null): Promise<PhotoEntity | null> {
    const running = this.underWay.get(url) ?? this.fetch(url, known);
    this.underWay.set(url, running);
    return running.finally(() => this.underWay.delete(url));
  }

  private async fetch(url: string, known: PhotoEntity | null): Promise<PhotoEntity | null> {
    try {
      const picture = await this.source.fetch(url);
      const etag = hashOf(picture.large.toString('base64')).slice(0, 24);
      return await this.write(url, { state: 'stored', reason: null, ...picture, etag }, FRESH_MS);
    } catch (error) {
      if (error instanceof PhotoNotNow) return null;
      if (!(error instanceof UnusablePhoto)) throw error;
      // an old photo is better than none while its host is away
      if (known?.state === 'stored') return this.keep(known);
      return this.write(url, { state: 'unusable', reason: error.message }, RETRY_MS);
    }
  }

  private async keep(known: PhotoEntity): Promise<PhotoEntity> {
    const expiresAt = new Date(this.clock.now().getTime() + RETRY_MS);
    await this.dataSource.manager.update(PhotoEntity, { urlHash: known.urlHash }, { expiresAt });
    return known;
  }

  /** What was taken down while it was fetched stays so. */
  private async write(
    url: string,
    content: Pick<PhotoEntity, 'state' | 'reason'> & Partial<PhotoEntity>,
    validMs: number,
  ): Promise<PhotoEntity | null> {
    await this.dataSource.manager
      .createQueryBuilder()
      .insert()
      .into(PhotoEntity)
      .values(this.photoOf(url, content, validMs))
      .orUpdate(REPLACED, ['url_hash'], {
        overwriteCondition: { where: `photos.state <> 'taken-down'` },
      })
      .execute();
    return this.find(url);
  }

  private photoOf(
    url: string,
    content: Pick<PhotoEntity, 'state' | 'reason'> & Partial<PhotoEntity>,
    validMs: number,
  ): PhotoEntity {
    const now = this.clock.now();
    return this.dataSource.manager.create(PhotoEntity, {
      urlHash: hashOf(url),
      url,
      small: null,
      medium: null,
      large: null,
      etag: null,
      ...content,
      fetchedAt: now,
      expiresAt: new Date(now.getTime() + validMs),
    });
  }
}
