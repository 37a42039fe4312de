// Refused versions that the owner has left out: their notice is not shown again in this browser.
import { preference, usePreference } from '../../state/preference.js';

const remembered = 20;

const putAsidePreference = preference<string>('refused-versions', '');

/** `name` tells one version of one site; it holds no space. */
export function usePutAside(name: string): { isPutAside: boolean; putAside: () => void } {
  const [names, remember] = usePreference(putAsidePreference);
  const known = names.split(' ');
  return {
    isPutAside: known.includes(name),
    putAside: () => remember([...known, name].slice(-remembered).join(' ').trim()),
  };
}
