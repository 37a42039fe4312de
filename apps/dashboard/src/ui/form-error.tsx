// What is wrong with a form as a whole, read out at once.
import { CircleAlert } from 'lucide-react';

export function FormError({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <p role="alert" className="flex items-start gap-2 rounded-m bg-bad-soft px-3 py-2 text-text">
      <CircleAlert size={16} className="mt-0.5 shrink-0 text-bad" aria-hidden />
      {message}
    </p>
  );
}
