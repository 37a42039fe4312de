// Two ways to use a page: with a pointer, or with the keyboard alone.
import type { Locator, Page } from 'playwright-core';

export type Hands = {
  press(target: Locator): Promise<void>;
  type(target: Locator, text: string): Promise<void>;
};

/** Clicks and fills, as with a mouse. */
export function pointer(): Hands {
  return {
    press: (target) => target.click(),
    type: (target, text) => target.fill(text),
  };
}

/** Reaches everything by Tab, presses by Enter, types by keys. */
export function keyboard(page: Page): Hands {
  return {
    press: async (target) => {
      await reach(page, target);
      await page.keyboard.press('Enter');
    },
    type: async (target, text) => {
      await reach(page, target);
      await page.keyboard.type(text);
    },
  };
}

/** Moves the focus by Tab until the target has it; fails after one and a half rounds of the page. */
async function reach(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  const isThere = () => target.evaluate((element) => element === document.activeElement);
  for (let steps = 0; steps < 120; steps += 1) {
    if (await isThere()) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${target.toString()}`);
}
