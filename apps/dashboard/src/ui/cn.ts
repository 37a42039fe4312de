// Joins class names; a later class of the same kind wins.
import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['12', '13', '15', '18', '24'] }],
      rounded: [{ rounded: ['s', 'm', 'l', 'full'] }],
      shadow: [{ shadow: ['pop', 'none'] }],
    },
  },
});

/** Class names as one string. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes));
