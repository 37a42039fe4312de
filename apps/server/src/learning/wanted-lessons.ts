// What orders mean for the model: lessons to take out, to put back as they were, to teach.
import type { DataSource } from 'typeorm';
import { LessonEntity, LessonOrderEntity } from '../database/entities/learning.entity.js';

/** Rows as plain values. */
export type Order = Pick<LessonOrderEntity, keyof LessonOrderEntity>;
export type KeptLesson = Pick<LessonEntity, keyof LessonEntity>;
export type Teaching = Order & { isSpam: boolean; account: string; decidedAt: Date };

export type Wanted = {
  orders: Order[];
  /** Lessons in use that go, of pings that are not taught anew. */
  takeOut: KeptLesson[];
  /** Lessons of earlier decisions that stand again. */
  putBack: KeptLesson[];
  /** In the order of the decisions. */
  teach: Teaching[];
  /** Lessons in use that go when {@link Wanted.teach} is learnt. */
  replaced: KeptLesson[];
};

/** One version takes at most so many. */
const MOST = 5_000;

export async function wantedLessons(
  { manager }: DataSource,
  siteId: string,
  forgottenAt: Date | null,
): Promise<Wanted> {
  const orders = await manager.find(LessonOrderEntity, {
    where: { siteId },
    // many that were refused must not keep the others from being seen
    order: { refusedIn: { direction: 'ASC', nulls: 'FIRST' }, decidedAt: 'ASC', pingId: 'ASC' },
    take: MOST,
  });
  orders.sort(byTime);
  const wanted: Wanted = { orders, takeOut: [], putBack: [], teach: [], replaced: [] };
  const kept = await manager
    .createQueryBuilder(LessonEntity, 'lesson')
    .where('ping_id = ANY(:ids)', { ids: orders.map(({ pingId }) => pingId) })
    .orderBy('learnt_in')
    .getMany();
  const byPing = new Map<string, KeptLesson[]>();
  for (const lesson of kept)
    byPing.set(lesson.pingId, [...(byPing.get(lesson.pingId) ?? []), lesson]);
  for (const order of orders) sortOut(wanted, order, byPing.get(order.pingId) ?? [], forgottenAt);
  return wanted;
}

const byTime = (one: Order, other: Order): number =>
  (one.decidedAt?.getTime() ?? 0) - (other.decidedAt?.getTime() ?? 0) ||
  (one.pingId < other.pingId ? -1 : 1);

function sortOut(wanted: Wanted, order: Order, kept: KeptLesson[], forgottenAt: Date | null): void {
  const inUse = kept.filter(({ unlearntIn }) => unlearntIn === null);
  const isForgotten = forgottenAt !== null && order.decidedAt && order.decidedAt <= forgottenAt;
  const same = isTeaching(order) ? kept.findLast((lesson) => isOf(lesson, order)) : undefined;
  if (same?.unlearntIn === null) return;
  if (isTeaching(order) && !isForgotten && same === undefined) {
    wanted.teach.push(order);
    wanted.replaced.push(...inUse);
    return;
  }
  wanted.takeOut.push(...inUse);
  if (same && !same.isDropped) wanted.putBack.push(same);
}

function isTeaching(order: Order): order is Teaching {
  return order.isSpam !== null && order.account !== null && order.decidedAt !== null;
}

function isOf(lesson: KeptLesson, { isSpam, account, decidedAt }: Teaching): boolean {
  return (
    lesson.isSpam === isSpam &&
    lesson.account === account &&
    lesson.decidedAt.getTime() === decidedAt.getTime()
  );
}
