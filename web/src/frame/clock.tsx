import { useState } from 'react';
import { useFormat, useNow } from '../parts/format.ts';
import { useTexts } from '../texts/language.tsx';
import { MoveClock } from './move-clock.tsx';

/** The campaign's clock; in a drill it can be moved forward. */
export function Clock({ demo, movable }: { demo: boolean; movable: boolean }) {
  const { frame } = useTexts();
  const format = useFormat();
  const now = useNow();
  const [moving, setMoving] = useState(false);
  return (
    <div className="clock">
      <span className="clock-label">{demo ? frame.drill : frame.clock}</span>
      <time>{now === null ? '' : format.clock(now)}</time>
      {demo && movable && now !== null && (
        <button type="button" className="plain-button" onClick={() => setMoving(true)}>
          {frame.moveOn}
        </button>
      )}
      {moving && now !== null && <MoveClock now={now} close={() => setMoving(false)} />}
    </div>
  );
}
