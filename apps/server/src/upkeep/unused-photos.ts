// Photos that no ping names any more: their bytes go.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Whether a photo is taken down is remembered: the same address may be named again. */
const PURGE = `
  DELETE FROM photos WHERE state <> 'taken-down'
    AND NOT EXISTS (SELECT 1 FROM pings WHERE published->'author'->>'photo' = photos.url)
    AND NOT EXISTS (SELECT 1 FROM pings WHERE extracted->'author'->>'photo' = photos.url
      AND verification_state = 'linked' AND status NOT IN ('spam', 'removed'))`;

@Injectable()
export class UnusedPhotos {
  constructor(private readonly dataSource: DataSource) {}

  async sweep(): Promise<void> {
    await this.dataSource.query(PURGE);
  }
}
