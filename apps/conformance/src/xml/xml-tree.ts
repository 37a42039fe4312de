// Short ways through a small XML tree.
import type { XmlElement } from './parse-xml.js';

export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child) => typeof child !== 'string');

/** The text directly inside, or null when an element stands there. */
export function plainTextOf(element: XmlElement): string | null {
  const texts = element.children.filter((child) => typeof child === 'string');
  return texts.length < element.children.length ? null : texts.join('');
}

/** Whether text other than white space stands between the children. */
export const hasStrayText = (element: XmlElement): boolean =>
  element.children.some((child) => typeof child === 'string' && child.trim() !== '');

/** The only child, if it has this name and nothing else stands beside it. */
export function onlyChild(element: XmlElement | null, name: string): XmlElement | null {
  if (element === null || hasStrayText(element)) return null;
  const [first, ...others] = elementsOf(element);
  return first?.name === name && others.length === 0 ? first : null;
}
