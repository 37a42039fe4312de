// What sites have learnt: versions of their models, lessons, lessons that are due, imported histories.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ImportState, ModelMaker, ModelState, ModelVersion } from '@trackwarden/contracts';
import type { Line, Protocol, Step } from '@trackwarden/scoring';

@Entity('site_models')
export class SiteModelEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  /** Rises by one with each version of the site. */
  @Column('integer') number!: number;
  @Column('text') state!: ModelState;
  @Column('text') madeBy!: ModelMaker;
  @Column('text') because!: string;
  @Column('integer') decisions!: number;
  @Column('integer') learnt!: number;
  @Column('integer') takenBack!: number;
  @Column('jsonb', { nullable: true }) logLoss!: ModelVersion['logLoss'];
  /** Calibration of the kinds of ping that have enough decisions. */
  @Column('jsonb') lines!: Partial<Record<Protocol, Line>>;
  @Column('jsonb', { nullable: true }) steps!: readonly Step[] | null;
  /** Compressed. */
  @Column('bytea') blob!: Buffer;
  @Column('timestamptz') madeAt!: Date;
}

/** What a person's decision about one ping has changed in the model; kept while a version knows it. */
@Entity('lessons')
export class LessonEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('uuid') pingId!: string;
  @Column('boolean') isSpam!: boolean;
  @Column('text') account!: string;
  /** Registrable domain of the source. */
  @Column('text') domain!: string;
  @Column('text') protocol!: Protocol;
  /** 0..1: the influence that the day's limits had left. */
  @Column('real') weight!: number;
  @Column('timestamptz') decidedAt!: Date;
  /** As judged before it was learnt, without and with the calibration of that time. */
  @Column('double precision') logOdds!: number;
  @Column('double precision') probability!: number;
  @Column('double precision') startedAtMs!: number;
  @Column('bytea') update!: Buffer;
  @Column('integer') learntIn!: number;
  @Column('integer', { nullable: true }) unlearntIn!: number | null;
  /** Left out by the owner with a whole version: an undo brings it back as little as it takes it back. */
  @Column('boolean') isDropped!: boolean;
}

/** What a ping teaches may be out of date. */
@Entity('lesson_orders')
export class LessonOrderEntity {
  @PrimaryColumn('uuid') pingId!: string;
  @Column('uuid') siteId!: string;
  @Column('integer') version!: number;
  /** What is to be learnt; null: nothing, and what was learnt of it goes. */
  @Column('boolean', { nullable: true }) isSpam!: boolean | null;
  @Column('text', { nullable: true }) account!: string | null;
  @Column('timestamptz', { nullable: true }) decidedAt!: Date | null;
  @Column('timestamptz') orderedAt!: Date;
  @Column('integer', { nullable: true }) refusedIn!: number | null;
}

@Entity('history_imports')
export class HistoryImportEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') name!: string;
  @Column('text') state!: ImportState;
  @Column('text', { nullable: true }) because!: string | null;
  @Column('integer') spam!: number;
  @Column('integer') ham!: number;
  @Column('integer') done!: number;
  @Column('bytea', { nullable: true }) content!: Buffer | null;
  @Column('bytea', { nullable: true }) update!: Buffer | null;
  @Column('double precision', { nullable: true }) startedAtMs!: number | null;
  @Column('integer', { nullable: true }) learntIn!: number | null;
  @Column('integer', { nullable: true }) unlearntIn!: number | null;
  @Column('timestamptz') createdAt!: Date;
  @Column('timestamptz', { nullable: true }) dueAt!: Date | null;
}
