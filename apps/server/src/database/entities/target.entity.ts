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
  /** The target that this address is another one of. */
  @Column('uuid', { nullable: true }) aliasOf!: string | null;
  /** Made by a first ping: the address is whatever a stranger wrote. */
  @Column('boolean') isFound!: boolean;
  /** As the page itself says. */
  @Column('timestamptz', { nullable: true }) publishedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) checkedAt!: Date | null;
  @Column('integer', { nullable: true }) httpStatus!: number | null;
  /** The site itself says, and shows to be alive, that there is no such page. */
  @Column('boolean') isMissing!: boolean;
  @Column('timestamptz') createdAt!: Date;
}
