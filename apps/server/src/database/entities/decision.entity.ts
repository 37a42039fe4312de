// A verdict on one or many pings, and every single change of status: both append-only.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type {
  ContentChange,
  DecisionCause,
  DecisionScope,
  PingStatus,
  PublicContent,
  Verdict,
} from '@trackwarden/contracts';

export type LimitSearchState = {
  limits: { approveBelow: number | null; spamFrom: number };
  from: { receivedAt: string; id: string };
};

@Entity('decisions')
export class DecisionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { nullable: true }) siteId!: string | null;
  @Column('text') verdict!: Verdict;
  @Column('text') note!: string;
  @Column('text') byKind!: string;
  @Column('text', { nullable: true }) byId!: string | null;
  @Column('text') byName!: string;
  @Column('integer') affected!: number;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) undoneAt!: Date | null;
  @Column('text', { nullable: true }) undoneBy!: string | null;
  @Column('text', { nullable: true }) undoneById!: string | null;
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  /** Pings it was about, and those of them that it left alone. */
  @Column('integer') total!: number;
  @Column('integer') failed!: number;
  /** Pings that its undo has put back. */
  @Column('integer') restored!: number;
  @Column('integer') notRestored!: number;
  @Column('boolean') keepsApproved!: boolean;
  /** How widely the sources of its pings are listed with it; null: they are not. */
  @Column('text', { nullable: true }) scope!: DecisionScope | null;
  @Column('text') cause!: DecisionCause;
  /** What its batches still do; null when there is nothing left. */
  @Column('text', { nullable: true }) work!: 'apply' | 'undo' | null;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
  @Column('timestamptz', { nullable: true }) cancelledAt!: Date | null;
  @Column('uuid', { nullable: true }) undoCursor!: string | null;
  /** Of applied limits: what they are, and after which waiting ping to look on; null: all were looked at. */
  @Column('jsonb', { nullable: true }) seeks!: LimitSearchState | null;
}

/** What the public sees, and the evidence it was taken from. */
export type PublishedContent = PublicContent & {
  evidenceId: string | null;
  /** What was approved, when small updates have followed: a change is measured against it. */
  baseline?: PublicContent & { evidenceId: string | null };
};

/** What a transition changes; an undo writes the earlier one back. */
export type PingState = {
  status: PingStatus;
  held: boolean;
  decidedKind: 'policy' | 'rule' | 'person' | null;
  decidedId: string | null;
  decidedAt: string | null;
  published: PublishedContent | null;
  change: ContentChange | null;
  declinedContent: string | null;
};

@Entity('transitions')
export class TransitionEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') pingId!: string;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('boolean') undo!: boolean;
  @Column('jsonb') fromState!: PingState;
  @Column('jsonb') toState!: PingState;
  @Column('integer') version!: number;
  @Column('text') byKind!: string;
  @Column('text', { nullable: true }) byId!: string | null;
  @Column('text') because!: string;
  @Column('timestamptz') at!: Date;
}
