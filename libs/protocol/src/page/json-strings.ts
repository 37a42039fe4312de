// The string values of a JSON document, without recursion.

/** Values looked at before the rest is left. */
const MAX_VALUES = 200_000;

/**
 * Every string value of a JSON text in document order (keys are not values); null when the text is
 * not JSON.
 */
export function jsonStrings(json: string): { strings: string[]; truncated: boolean } | null {
  const value = parsed(json);
  if (value === undefined) return null;
  const strings: string[] = [];
  const waiting: unknown[] = [value];
  let seen = 0;
  while (waiting.length > 0 && seen < MAX_VALUES) {
    const next = waiting.pop();
    seen += 1;
    if (typeof next === 'string') strings.push(next);
    else if (typeof next === 'object' && next !== null) {
      const values: unknown[] = Object.values(next);
      // One by one, last first: spreading a huge array into push would overflow the stack.
      for (let at = values.length - 1; at >= 0; at -= 1) waiting.push(values[at]);
    }
  }
  return { strings, truncated: waiting.length > 0 };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, '')) as unknown;
  } catch {
    return undefined;
  }
}
