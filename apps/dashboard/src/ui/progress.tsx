// How far a long piece of work has got: a bar, and the same in words below it.
export function Progress({
  label,
  done,
  total,
  words,
}: {
  label: string;
  done: number;
  total: number;
  words: string;
}) {
  return (
    <div className="mt-1.5">
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width]"
          style={{ width: `${total === 0 ? 0 : (done / total) * 100}%` }}
        />
      </div>
      <p className="num mt-1 text-12 text-muted">{words}</p>
    </div>
  );
}
