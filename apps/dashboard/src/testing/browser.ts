// What jsdom leaves out and the dashboard asks for: a wide screen, scrolling, pointers, the class of answers.
Object.assign(globalThis, {
  matchMedia: (query: string) => ({
    matches: query.includes('min-width'),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }),
  scrollTo: () => undefined,
  PointerEvent: MouseEvent,
  // The router tells answers from other thrown values by this class.
  Response: class {
    readonly ok = false;
  },
});
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

export {};
