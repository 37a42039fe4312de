// A picture that our own server made; one that does not come leaves no hole.
import { useState } from 'react';

/** `path` is an address of the API: nothing of a stranger ever stands in a `src`. */
export function OwnPicture({
  path,
  size,
  className,
}: {
  path: `/api/v1/${string}`;
  size: number;
  className?: string;
}) {
  const [failed, setFailed] = useState<string | null>(null);
  if (failed === path) return null;
  return (
    <img
      src={path}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
      onError={() => setFailed(path)}
      className={className}
    />
  );
}
