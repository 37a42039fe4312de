// One check of a source: the whole evidence and the judgement made of it; never changed afterwards.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Verification } from '@trackwarden/contracts';
import type { Evidence, Judgement } from '@trackwarden/scoring';

@Entity('evidence')
export class EvidenceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') pingId!: string;
  @Column('timestamptz') checkedAt!: Date;
  @Column('jsonb') evidence!: Evidence;
  /** What this check found; null of checks from before it was kept. */
  @Column('jsonb', { nullable: true }) verification!: Verification | null;
  @Column('boolean') isSecondLook!: boolean;
  @Column('jsonb') judgement!: Judgement;
}
