import type { LightKey } from '../../../server/contract/common.ts';
import { useTexts } from '../texts/language.tsx';

/** A light is a shape and a word before it is a colour, so that nobody has to see red from green. */
const shapes: Record<LightKey, React.ReactNode> = {
  red: <path d="M8 1.5 15.2 14H.8z" />,
  amber: <path d="M8 .8 15.2 8 8 15.2.8 8z" />,
  green: <circle cx="8" cy="8" r="6.6" />,
  blue: <path d="M1.6 1.6h12.8v12.8H1.6z" />,
  grey: <circle cx="8" cy="8" r="5.8" fill="none" stroke="currentColor" strokeWidth="2" />,
};

export function LightMark({ light }: { light: LightKey }) {
  return (
    <svg
      className={`mark mark-${light}`}
      viewBox="0 0 16 16"
      width="14"
      height="14"
      fill="currentColor"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[light]}
    </svg>
  );
}

export function Light({ light }: { light: LightKey }) {
  const { lights } = useTexts();
  return (
    <span className={`light light-${light}`}>
      <LightMark light={light} />
      {lights[light]}
    </span>
  );
}
