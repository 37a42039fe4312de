// What jsdom leaves out and the dashboard asks for: a wide screen, scrolling, pointers, files, the class of answers.
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
/** jsdom reads files only by its older way. */
Blob.prototype.text = function (this: Blob) {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as string);
    reader.onerror = () => fail(reader.error ?? new Error('not readable'));
    reader.readAsText(this);
  });
};
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

export {};
