// Whether a client would rather have a page than data (RFC 9110, section 12.5.1, for two types).

const TYPE = /^\s*([^\s;,]+)\s*(?:;\s*(?:[^,]*;\s*)?q=([\d.]+))?/i;

/** True when `text/html` is asked for by name, and at least as much as JSON is. */
export function prefersHtml(accept: string | undefined): boolean {
  const wishes = (accept ?? '').split(',', 50).map((part) => TYPE.exec(part));
  const quality = (type: string): number | null => {
    const wish = wishes.find((match) => match?.[1]?.toLowerCase() === type);
    return wish ? Number(wish[2] ?? 1) : null;
  };
  const html = quality('text/html') ?? 0;
  return html > 0 && html >= (quality('application/json') ?? 0);
}
