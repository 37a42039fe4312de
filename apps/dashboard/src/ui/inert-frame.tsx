// A document of ours that holds a stranger's text: framed without scripts, forms, pop-ups or our origin.
export function InertFrame({
  src,
  title,
  className,
}: {
  src: string;
  title: string;
  className?: string;
}) {
  return (
    <iframe sandbox="" referrerPolicy="no-referrer" src={src} title={title} className={className} />
  );
}
