// The distinct slots of one field, in the order in which they are found.
import { slotOf } from './hash.js';

/** A set that is being filled. */
export type SlotSet = {
  readonly slots: number[];
  /** Slots that it takes at most, below half of {@link places}. */
  readonly most: number;
};

// Open-addressed and shared by all sets, one after the other: a set's generation tells which places are its
// own, and nothing of it outlives the set.
const places = 1_024;
const taken = new Uint32Array(places);
const slotAt = new Uint32Array(places);
let generation = 0;

/** An empty set; the one opened before takes no more. */
export function openSet(most: number): SlotSet {
  generation = generation === 0xffffffff ? 1 : generation + 1;
  if (generation === 1) taken.fill(0);
  return { slots: [], most };
}

/** Whether the slot of a hash is new to the set, and there is room for it; it is in the set then. */
export function addTo({ slots, most }: SlotSet, hash: number): boolean {
  if (slots.length >= most) return false;
  const slot = slotOf(hash);
  let place = slot & (places - 1);
  for (; taken[place] === generation; place = (place + 1) & (places - 1)) {
    if (slotAt[place] === slot) return false;
  }
  taken[place] = generation;
  slotAt[place] = slot;
  slots.push(slot);
  return true;
}
