// A site: its origins, its public key, its settings.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SiteSettings } from '@trackwarden/contracts';

@Entity('sites')
export class SiteEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') key!: string;
  @Column('text') name!: string;
  @Column('text', { array: true }) origins!: string[];
  @Column('jsonb') settings!: SiteSettings;
  /** The version of what its people taught that is in use; null before anything was. */
  @Column('uuid', { nullable: true }) modelId!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
