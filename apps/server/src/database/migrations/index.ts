// The explicit list of migrations, in order; nothing is ever synchronised from entities.
import { FirstHouse1763856000001 } from './0001-first-house.js';

export const migrations = [FirstHouse1763856000001];
