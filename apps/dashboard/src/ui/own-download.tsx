// A file of our own API to keep, looking like a button.
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from './button.js';

/** `path` is an address of the API: nothing of a stranger ever stands in an `href`. */
export function OwnDownload({
  path,
  fileName,
  children,
}: {
  path: `/api/v1/${string}`;
  fileName: string;
  children: ReactNode;
}) {
  return (
    <a href={path} download={fileName} className={buttonClass({})}>
      <Download size={14} aria-hidden />
      {children}
    </a>
  );
}
