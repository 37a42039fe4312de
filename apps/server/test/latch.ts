// A gate that a test opens: it holds an answer back without any sleeping.
export type Latch = { opened: Promise<void>; open: () => void };

export function latch(): Latch {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
