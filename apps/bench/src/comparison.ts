// Two contenders in turn, A B A B, and the ratio of their medians against its goal.
import type { Contender } from './contender.js';
import { runLeg, type Drive, type Leg } from './leg.js';
import { median } from './statistics.js';

const ROUNDS = 2;

export type Goal = { atLeast: number } | { atMost: number };

export type Verdict = 'met' | 'missed' | 'no goal' | 'not run' | 'broken';

/** One line of the report. */
export type Row = {
  work: string;
  /** What the product's processes do in this line, and on which queue. */
  shape: string;
  unit: string;
  ours: number | null;
  limit: number | null;
  ratio: number | null;
  goal: Goal | null;
  verdict: Verdict;
  note: string | null;
  legs: Leg[];
};

export type Comparison = Pick<Row, 'work' | 'shape' | 'unit' | 'goal'> & {
  ours: { contender: Contender; drive: Drive };
  limit: { contender: Contender; drive: Drive };
  measure: (leg: Leg) => number;
  /** Called before each leg; gives the address of its sources. */
  beforeLeg: () => Promise<string>;
  onLeg: (leg: Leg) => void;
};

export async function compare(comparison: Comparison): Promise<Row> {
  const { work, shape, unit, goal, ours, limit, measure, beforeLeg, onLeg } = comparison;
  const turns = Array.from({ length: ROUNDS }, () => [ours, limit]).flat();
  const legs: Leg[] = [];
  for (const { contender, drive } of turns) {
    const leg = await runLeg(contender, await beforeLeg(), drive);
    onLeg(leg);
    legs.push(leg);
  }
  const medianOf = ({ contender }: { contender: Contender }) =>
    median(legs.filter((leg) => leg.contender === contender.name).map(measure));
  const result = { ours: medianOf(ours), limit: medianOf(limit) };
  const ratio = result.ours / result.limit;
  const fault = faultOf(legs);
  const verdict = fault === null ? verdictOf(ratio, goal) : 'broken';
  return { work, shape, unit, ...result, ratio, goal, verdict, note: fault, legs };
}

export function notRun(line: Pick<Row, 'work' | 'shape' | 'unit' | 'goal'>, why: string): Row {
  const nothing = { ours: null, limit: null, ratio: null, legs: [] };
  return { ...line, ...nothing, verdict: 'not run', note: why };
}

function verdictOf(ratio: number, goal: Goal | null): Verdict {
  if (goal === null) return 'no goal';
  const isMet = 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
  return isMet ? 'met' : 'missed';
}

function faultOf(legs: Leg[]): string | null {
  const lost = legs.reduce((sum, leg) => sum + leg.lost, 0);
  if (lost > 0) return `${lost} accepted pings are not in the database`;
  const failed = legs.reduce((sum, leg) => sum + leg.failed, 0);
  if (failed === 0) return null;
  const refusal = legs.find((leg) => leg.firstRefusal !== null)?.firstRefusal;
  return `${failed} pings failed${refusal ? `, the first with ${refusal}` : ''}`;
}
