// A ping: what was claimed, what was found, how it was judged, where it stands.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Ping, PingStatus, Protocol, VerificationState, Band } from '@trackwarden/contracts';
import { TargetEntity } from './target.entity.js';

@Entity('pings')
export class PingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('uuid') targetId!: string;
  @ManyToOne(() => TargetEntity)
  @JoinColumn({ name: 'target_id' })
  target!: TargetEntity;
  @Column('text') protocol!: Protocol;
  @Column('text') status!: PingStatus;
  @Column('integer') version!: number;
  @Column('text') source!: string;
  @Column('text') canonicalSource!: string;
  /** The target as the sender wrote it; the proof looks for exactly this too. */
  @Column('text') targetGiven!: string;
  @Column('text') domain!: string;
  @Column('jsonb') claimed!: Ping['claimed'];
  @Column('text', { nullable: true }) textFingerprint!: string | null;
  @Column('jsonb', { nullable: true }) extracted!: Ping['extracted'] | null;
  @Column('jsonb', { nullable: true }) verification!: Ping['verification'] | null;
  @Column('text') verificationState!: VerificationState;
  @Column('real', { nullable: true }) score!: number | null;
  @Column('text', { nullable: true }) band!: Band | null;
  @Column('text', { nullable: true }) because!: string | null;
  @Column('double precision', { nullable: true }) prior!: number | null;
  @Column('jsonb') signals!: Ping['signals'];
  @Column('boolean') firstSeen!: boolean;
  @Column('boolean') held!: boolean;
  @Column('text', { nullable: true }) decidedKind!: Ping['decidedBy']['kind'];
  @Column('text', { nullable: true }) decidedId!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('timestamptz') receivedAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
  @Column('integer') seenCount!: number;
  @Column('timestamptz', { nullable: true }) evaluationDueAt!: Date | null;
  @Column('integer') evaluationAttempts!: number;
  @Column('text') senderIp!: string;
  @Column('text') senderUserAgent!: string;
}
