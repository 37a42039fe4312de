// Is it well-formed XML? As strict as our own output needs: tags balance, entities are known, nothing else.
const TOKEN =
  /<(?<end>\/?)(?<name>[\w:]+)(?:\s+[\w:]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*(?<empty>\/?)>|&(?:amp|lt|gt|quot|#39);|[^<&]/gy;
const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';
/** What XML 1.0 forbids, section 2.2; and `]]>`, section 2.4. */
const ILLEGAL = /(?![\t\n\r])[\p{Cc}\p{Cs}\ufffe\uffff]|\]\]>/u;

export function isWellFormed(xml: string): boolean {
  if (!xml.startsWith(DECLARATION) || ILLEGAL.test(xml)) return false;
  const content = xml.slice(DECLARATION.length).trim();
  const open: string[] = [];
  let length = 0;
  for (const match of content.matchAll(TOKEN)) {
    length += match[0].length;
    const { end, name, empty } = match.groups ?? {};
    if (name === undefined || empty) continue;
    if (!end) open.push(name);
    else if (open.pop() !== name) return false;
    if (open.length === 0 && length < content.length) return false;
  }
  return open.length === 0 && length === content.length && length > 0;
}
