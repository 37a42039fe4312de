// What a part of the page says while there is nothing to show in it.
export function Note({ title, text }: { title: string; text: string }) {
  return (
    <div className="rounded-m border border-line px-4.5 py-4">
      <h3 className="font-medium">{title}</h3>
      <p className="mt-0.5 max-w-[64ch] text-muted">{text}</p>
    </div>
  );
}
