// Several addresses of one page: learned from the site itself, joined under one target.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock.js';
import { TargetEntity } from '../database/entities/target.entity.js';
import { newKey } from './keys.js';

@Injectable()
export class TargetAliases {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The site says that the target's page is the one at `address`, which is canonical and on the site. */
  async learn(target: TargetEntity, address: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const { siteId } = target;
      const there = await manager.findOneBy(TargetEntity, { siteId, canonicalUrl: address });
      await holdMoving(manager, target, there);
      // one lesson at a time per site: two that cross must not make each other's alias
      await manager.query('SELECT id FROM sites WHERE id = $1 FOR UPDATE', [target.siteId]);
      const current = await manager.findOneBy(TargetEntity, { id: target.id });
      if (current?.aliasOf !== null) return;
      const other = await manager.findOneBy(TargetEntity, {
        siteId: target.siteId,
        canonicalUrl: address,
      });
      if (other === null) {
        await this.nameBoth(manager, current, address);
        return;
      }
      const into = other.aliasOf
        ? await manager.findOneBy(TargetEntity, { id: other.aliasOf })
        : other;
      if (into && into.id !== current.id && isPlain(current) && isPlain(into))
        await join(manager, current, into.id);
    });
  }

  /**
   * The page names `address` as another form of itself. A form never gives the page its name, and one
   * that several pages name belongs to the first.
   */
  async learnVariant(targetId: string, address: string): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const target = await manager.findOneBy(TargetEntity, { id: targetId });
      if (!target) return;
      const { siteId } = target;
      const there = await manager.findOneBy(TargetEntity, { siteId, canonicalUrl: address });
      await holdMoving(manager, there?.isFound ? there : null, target);
      await manager.query('SELECT id FROM sites WHERE id = $1 FOR UPDATE', [target.siteId]);
      const own = await manager.findOneByOrFail(TargetEntity, { id: target.aliasOf ?? target.id });
      const other = await manager.findOneBy(TargetEntity, {
        siteId: own.siteId,
        canonicalUrl: address,
      });
      if (other === null) return this.insertAlias(manager, own, address);
      const isFree = other.id !== own.id && other.aliasOf === null && other.isFound;
      if (isFree && isPlain(own) && isPlain(other)) await join(manager, other, own.id);
    });
  }

  /** Pings that came for an alias just before it became one go where it points to. */
  async adopt(alias: TargetEntity): Promise<void> {
    if (alias.aliasOf === null) return;
    await movePings(this.dataSource.manager, alias.id, alias.aliasOf);
  }

  /** What a first ping happened to be sent to gives way to the address that the site names. */
  private async nameBoth(
    manager: EntityManager,
    target: TargetEntity,
    address: string,
  ): Promise<void> {
    if (!target.isFound) return this.insertAlias(manager, target, address);
    const found = target.canonicalUrl;
    await manager.update(
      TargetEntity,
      { id: target.id },
      { url: address, canonicalUrl: address, isFound: false },
    );
    await this.insertAlias(manager, target, found);
  }

  private async insertAlias(
    manager: EntityManager,
    target: TargetEntity,
    address: string,
  ): Promise<void> {
    await manager
      .createQueryBuilder()
      .insert()
      .into(TargetEntity)
      .values({
        id: uuidv7(),
        siteId: target.siteId,
        key: newKey(),
        url: address,
        canonicalUrl: address,
        title: '',
        kind: 'entry',
        passphrase: null,
        closesAt: null,
        aliasOf: target.id,
        isFound: false,
        publishedAt: null,
        checkedAt: null,
        httpStatus: null,
        isMissing: false,
        createdAt: this.clock.now(),
      })
      .orIgnore()
      .execute();
  }
}

/** What the owner has set up by hand is not joined away, nor entered by another door. */
function isPlain({ kind, passphrase, closesAt }: TargetEntity): boolean {
  return kind === 'entry' && passphrase === null && closesAt === null;
}

/** Pings that may move are locked before their site, as decisions do: neither waits for the other in a circle. */
async function holdMoving(
  manager: EntityManager,
  from: TargetEntity | null,
  to: TargetEntity | null,
): Promise<void> {
  if (!from || !to || from.id === to.id || !isPlain(from) || !isPlain(to)) return;
  await manager.query('SELECT id FROM pings WHERE target_id = $1 ORDER BY id FOR UPDATE', [
    from.id,
  ]);
}

async function join(manager: EntityManager, alias: TargetEntity, into: string): Promise<void> {
  await manager.query('UPDATE targets SET alias_of = $2 WHERE id = $1 OR alias_of = $1', [
    alias.id,
    into,
  ]);
  await movePings(manager, alias.id, into);
}

/** A source that pinged both addresses keeps a ping at each: nothing is thrown away. */
async function movePings(manager: EntityManager, from: string, to: string): Promise<void> {
  await manager.query(
    `UPDATE pings SET target_id = $2, version = version + 1 WHERE target_id = $1 AND NOT EXISTS (
       SELECT FROM pings AS there
       WHERE there.target_id = $2 AND there.canonical_source = pings.canonical_source)`,
    [from, to],
  );
}
