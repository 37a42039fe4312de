// Imported histories as the API shows them.
import { Not, type DataSource } from 'typeorm';
import type { HistoryImport } from '@trackwarden/contracts';
import { historyPasses } from '@trackwarden/scoring';
import { HistoryImportEntity } from '../database/entities/learning.entity.js';

type Shown = Omit<HistoryImportEntity, 'content' | 'update'>;

const SHOWN = {
  ...{ id: true, siteId: true, name: true, state: true, because: true, spam: true, ham: true },
  ...{ done: true, createdAt: true },
} as const;

/** Newest first, without those that no version in use knows any more. */
export async function importViews(
  { manager }: DataSource,
  siteId: string,
): Promise<HistoryImport[]> {
  const rows = await manager.find(HistoryImportEntity, {
    select: SHOWN,
    where: { siteId, state: Not('out') },
    order: { createdAt: 'DESC', id: 'DESC' },
    take: 100,
  });
  return rows.map(importView);
}

export function importView(row: Shown): HistoryImport {
  const { id, name, state, because, spam, ham, done } = row;
  const total = (spam + ham) * historyPasses;
  return {
    ...{ id, name, state, because, spam, ham, total },
    done: state === 'learnt' ? total : done,
    createdAt: row.createdAt.toISOString(),
  };
}
