// Pings that one hand seems to have sent, and the decision that later ones inherit.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Verdict } from '@trackwarden/contracts';

@Entity('campaigns')
export class CampaignEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('text', { nullable: true }) verdict!: Verdict | null;
  @Column('timestamptz', { nullable: true }) inheritsUntil!: Date | null;
  @Column('timestamptz', { nullable: true }) dissolvedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) rescoreDueAt!: Date | null;
}
