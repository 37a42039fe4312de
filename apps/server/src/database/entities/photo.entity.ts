// The photo behind an address, re-encoded in three sizes; or why there is none.
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('photos')
export class PhotoEntity {
  /** SHA-256 of the address: an address can be longer than what an index takes. */
  @PrimaryColumn('text') urlHash!: string;
  @Column('text') url!: string;
  /** `taken-down`: a person does not want it shown; it is not fetched again. */
  @Column('text') state!: 'stored' | 'unusable' | 'taken-down';
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('bytea', { nullable: true }) small!: Buffer | null;
  @Column('bytea', { nullable: true }) medium!: Buffer | null;
  @Column('bytea', { nullable: true }) large!: Buffer | null;
  @Column('text', { nullable: true }) etag!: string | null;
  @Column('timestamptz') fetchedAt!: Date;
  @Column('timestamptz') expiresAt!: Date;
}
