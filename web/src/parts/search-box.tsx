import { useEffect, useId, useState } from 'react';

const pauseMs = 350;

/** Text that is searched for once the writer pauses. */
export function SearchBox({ label, hint, value, search }: { label: string; hint?: string; value: string; search: (text: string) => void }) {
  const id = useId();
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setText(value);
  }
  useEffect(() => {
    if (text.trim() === value) return;
    const timer = setTimeout(() => search(text.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value, search]);
  return (
    <div className="field field-wide">
      <label htmlFor={id}>{label}</label>
      <input id={id} type="search" value={text} placeholder={hint} onChange={(event) => setText(event.target.value)} />
    </div>
  );
}
