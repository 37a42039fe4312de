// A webhook endpoint, the messages for it, and every attempt to deliver them.
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Delivery, WebhookEvent } from '@trackwarden/contracts';

@Entity('webhooks')
export class WebhookEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') siteId!: string;
  @Column('text') url!: string;
  @Column('text', { array: true }) events!: WebhookEvent[];
  @Column('text') secret!: string;
  @Column('text', { nullable: true }) previousSecret!: string | null;
  @Column('timestamptz', { nullable: true }) previousSecretUntil!: Date | null;
  @Column('boolean') enabled!: boolean;
  @Column('timestamptz', { nullable: true }) disabledAt!: Date | null;
  @Column('text', { nullable: true }) disabledReason!: string | null;
  @Column('timestamptz', { nullable: true }) failingSince!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('deliveries')
export class DeliveryEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') webhookId!: string;
  @Column('uuid') siteId!: string;
  @Column('uuid', { nullable: true }) pingId!: string | null;
  @Column('uuid', { nullable: true }) decisionId!: string | null;
  @Column('text') type!: WebhookEvent;
  @Column('text') trigger!: Delivery['trigger'];
  /** The exact bytes that are signed and sent, the same on every attempt. */
  @Column('text') body!: string;
  @Column('text') status!: Delivery['status'];
  @Column('integer') attemptCount!: number;
  @Column('timestamptz', { nullable: true }) nextAttemptAt!: Date | null;
  @Column('timestamptz') createdAt!: Date;
}

@Entity('delivery_attempts')
export class DeliveryAttemptEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') deliveryId!: string;
  @Column('timestamptz') at!: Date;
  @Column('integer', { nullable: true }) httpStatus!: number | null;
  @Column('text', { nullable: true }) error!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('integer') durationMs!: number;
  @Column('text') responseBody!: string;
}
