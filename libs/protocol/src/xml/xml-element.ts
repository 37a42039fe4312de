// What is kept of an XML document: names, order and text. Attributes mean nothing in XML-RPC.

/** An element; `text` is all character data directly inside it, in one piece. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The children of that name, in order. */
export const childrenNamed = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.filter((child) => child.name === name);

/** The child of that name, or null when there is none or more than one. */
export function onlyChild(element: XmlElement, name: string): XmlElement | null {
  const [first, second] = childrenNamed(element, name);
  return first === undefined || second !== undefined ? null : first;
}
