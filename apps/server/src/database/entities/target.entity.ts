// A page or category that takes pings, with the opaque key of its address.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('targets')
export class TargetEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') key!: string;
  @Column('text') url!: string;
  @Column('text') canonicalUrl!: string;
  @Column('text') title!: string;
  @Column('text') kind!: 'entry' | 'category';
  @Column('text', { nullable: true }) passphrase!: string | null;
  @Column('timestamptz', { nullable: true }) closesAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}
