// A page that is announced to the pages it links to, and one row for each of these.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnnounceRefusal, OutboxItem, OutgoingPing, Protocol } from '@trackwarden/contracts';

@Entity('outbox_items')
export class OutboxItemEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') source!: string;
  @Column('text') canonicalSource!: string;
  @Column('text') title!: string;
  @Column('text') excerpt!: string;
  @Column('text') status!: OutboxItem['status'];
  @Column('jsonb', { nullable: true }) refusal!: AnnounceRefusal | null;
  /** Null: every link of the content. */
  @Column('text', { array: true, nullable: true }) targets!: string[] | null;
  /** What the page said when it was last read. */
  @Column('text', { nullable: true }) contentHash!: string | null;
  /** Its address was answered by a host that is not public; such a source is told to no public page. */
  @Column('boolean') isPrivate!: boolean;
  @Column('timestamptz', { nullable: true }) announceDueAt!: Date | null;
  @Column('integer') announceAttempts!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz') updatedAt!: Date;
}

@Entity('outgoing_pings')
export class OutgoingPingEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') itemId!: string;
  /** As the source has it. */
  @Column('text') target!: string;
  @Column('text') canonicalTarget!: string;
  /** False once the source took its link away. */
  @Column('boolean') isLinked!: boolean;
  @Column('text', { nullable: true }) protocol!: Protocol | null;
  @Column('text', { nullable: true }) endpoint!: string | null;
  @Column('text') status!: OutgoingPing['status'];
  @Column('integer') attempts!: number;
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  /** When the sweeper asks whether its job was lost. */
  @Column('timestamptz', { nullable: true }) remindAt!: Date | null;
  @Column('timestamptz', { nullable: true }) sentAt!: Date | null;
  /** The content that the receiver was last told of, so that it is not told twice. */
  @Column('text', { nullable: true }) sentContent!: string | null;
  @Column('integer', { nullable: true }) httpStatus!: number | null;
  @Column('text', { nullable: true }) answer!: string | null;
  @Column('text', { nullable: true }) statusUrl!: string | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('timestamptz') createdAt!: Date;
}
