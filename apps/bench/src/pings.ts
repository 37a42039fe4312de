// The pings that a load sends: each from an address of its own, with words of its own, and remembered when answered.
export type Ping = { url: string; body: string };

export type Answer = { url: string; status: number; body: string; latencyMs: number };

/** What came back: only a 200 with `<error>0</error>` counts as accepted. */
export type Answered = { accepted: string[]; refused: string[]; latenciesMs: number[] };

const WORDS =
  'river stone garden letter window morning paper coffee engine winter market bridge forest island music kitchen'.split(
    ' ',
  );

/** Endless distinct pings below one address. */
export function pingsFrom(base: string): () => Ping {
  let count = 0;
  return () => {
    count += 1;
    const url = `${base}/${count}`;
    const body = new URLSearchParams({
      url,
      title: `${word(count)} ${word(count, 1)}, part ${count}`,
      excerpt: Array.from({ length: 24 }, (_, at) => word(count, at + 2)).join(' '),
      blog_name: `The ${word(count, 3)} notes`,
    }).toString();
    return { url, body };
  };
}

export function emptyAnswered(): Answered {
  return { accepted: [], refused: [], latenciesMs: [] };
}

export function note(answered: Answered, { url, status, body, latencyMs }: Answer): void {
  const isAccepted = status === 200 && body.includes('<error>0</error>');
  if (isAccepted) {
    answered.accepted.push(url);
    answered.latenciesMs.push(latencyMs);
  } else answered.refused.push(`${status} ${body.slice(0, 200)}`);
}

function word(count: number, at = 0): string {
  return WORDS[Math.floor(count / WORDS.length ** (at % 4) + at * 7) % WORDS.length] ?? '';
}
