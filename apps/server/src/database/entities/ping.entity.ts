// A ping: what was claimed, what was found, how it was judged, where it stands.
import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type {
  Band,
  CheckFailure,
  ContentChange,
  Ping,
  PingStatus,
  Protocol,
  VerificationState,
} from '@trackwarden/contracts';
import type { PublishedContent } from './decision.entity.js';
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
  /** `site`: a link to any page of the site proves the ping, as for categories and the inbox. */
  @Column('text') scope!: 'page' | 'site';
  @Column('text') domain!: string;
  /** Further names under which decisions about the source are remembered; null where it has none. */
  @Column('text', { nullable: true }) sourceHost!: string | null;
  @Column('text', { nullable: true }) sourcePath!: string | null;
  @Column('text', { nullable: true }) sourceAuthor!: string | null;
  /** Who answers for the source where that is not its domain: a person on a shared host. */
  @Column('text', { nullable: true }) sourceOwner!: string | null;
  /** What the sender can easily rent an address in; null for one of no public network. */
  @Column('text', { nullable: true }) senderNetwork!: string | null;
  @Column('jsonb') claimed!: Ping['claimed'];
  @Column('text', { nullable: true }) vouch!: string | null;
  /** Of a private Webmention: exchanged for a token when the source is read, and shown to nobody. */
  @Column('text', { nullable: true }) accessCode!: string | null;
  @Column('text', { nullable: true }) accessToken!: string | null;
  @Column('boolean') isPrivate!: boolean;
  @Column('text', { nullable: true }) textFingerprint!: string | null;
  @Column('jsonb', { nullable: true }) extracted!: Ping['extracted'] | null;
  @Column('jsonb', { nullable: true }) verification!: Ping['verification'] | null;
  @Column('text') verificationState!: VerificationState;
  @Column('real', { nullable: true }) score!: number | null;
  @Column('text', { nullable: true }) band!: Band | null;
  @Column('text', { nullable: true }) because!: string | null;
  @Column('double precision', { nullable: true }) prior!: number | null;
  @Column('jsonb') signals!: Ping['signals'];
  /** The version that the public sees; null when it sees none. */
  @Column('jsonb', { nullable: true }) published!: PublishedContent | null;
  @Column('jsonb', { nullable: true }) change!: ContentChange | null;
  /** A version that a person declined: found again, it is not asked about again. */
  @Column('text', { nullable: true }) declinedContent!: string | null;
  /** The last evidence in which the source could be read. */
  @Column('uuid', { nullable: true }) evidenceId!: string | null;
  @Column('timestamptz', { nullable: true }) provenAt!: Date | null;
  @Column('jsonb', { nullable: true }) lastFailure!: CheckFailure | null;
  @Column('timestamptz', { nullable: true }) nextCheckAt!: Date | null;
  @Column('integer') checkCount!: number;
  /** From when on the source is read as another program; null when there is no need, or it was done. */
  @Column('timestamptz', { nullable: true }) secondLookAt!: Date | null;
  @Column('timestamptz', { nullable: true }) secondLookedAt!: Date | null;
  /** When a re-sent ping last asked for a check; one that comes during a check asks for another. */
  @Column('timestamptz', { nullable: true }) checkRequestedAt!: Date | null;
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  /** Set while the automatic decision about it is drawn to be looked at, and after it was. */
  @Column('text', { nullable: true }) audit!: Ping['audit'];
  @Column('jsonb', { nullable: true }) copyOf!: Ping['copyOf'];
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
  /** By which kind of the site's addresses it came, and whether the site asked for a dated one then. */
  @Column('text') address!: Ping['intake']['address'];
  @Column('boolean') dateWanted!: boolean;
  /** Stored during a flood; its evaluation waits its turn. */
  @Column('boolean') deferred!: boolean;
  @Column('text') senderIp!: string;
  @Column('text') senderUserAgent!: string;
}
