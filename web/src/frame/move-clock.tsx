import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Modal } from 'antd';
import { useState } from 'react';
import type { ClockView } from '../../../server/contract/clock.ts';
import { sessionQuery } from '../api/queries.ts';
import { get, post } from '../api/request.ts';
import { useFormat, useOpening } from '../parts/format.ts';
import { Said, useWords } from '../parts/states.tsx';
import { momentOf, wallClock } from '../parts/zone.ts';
import { useTexts } from '../texts/language.tsx';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const pollMs = 1_000;

/**
 * Asks to which time the drill's clock is to be moved; only forward. On a long way it stops at each morning for that
 * morning's letters, and how far it has come is shown.
 */
export function MoveClock({ now, close }: { now: number; close: () => void }) {
  const { frame, common } = useTexts();
  const words = useWords();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const zone = useQuery(sessionQuery).data?.clock.zone ?? 'UTC';
  const opens = useOpening();
  const [to, setTo] = useState(() => nextMorning(now, zone, opens));
  const [reached, setReached] = useState<number | null>(null);
  const format = useFormat();
  const moment = momentOf(to, zone);
  const move = useMutation({
    mutationFn: async (at: number) => {
      let clock = await post<ClockView>('/api/clock', { to: at });
      while (clock.moving) {
        setReached(clock.now);
        await new Promise((resolve) => setTimeout(resolve, pollMs));
        clock = await get<ClockView>('/api/clock');
      }
    },
    onSuccess: async () => {
      await queries.invalidateQueries();
      void message.success(frame.clockDone);
      close();
    },
  });
  const presets = [
    { name: frame.clockPresets.morning(opens), to: nextMorning(now, zone, opens) },
    { name: frame.clockPresets.day, to: wallClock(now + dayMs, zone) },
    { name: frame.clockPresets.week, to: wallClock(now + 7 * dayMs, zone) },
  ];
  return (
    <Modal
      open
      title={frame.clockTitle}
      okText={common.confirm}
      cancelText={common.cancel}
      okButtonProps={{ disabled: moment === null || moment <= now, loading: move.isPending }}
      onOk={() => moment !== null && move.mutate(moment)}
      onCancel={close}
    >
      <p className="muted">{frame.clockHint}</p>
      {move.isPending && reached !== null && <Said tone="plain">{frame.clockReached(format.clock(reached))}</Said>}
      {move.isError && <Said tone="bad">{words(move.error)}</Said>}
      <div className="stack">
        <div className="actions">
          {presets.map((preset) => (
            <button key={preset.name} type="button" className="plain-button" onClick={() => setTo(preset.to)}>
              {preset.name}
            </button>
          ))}
        </div>
        <label className="field">
          <span>{frame.clockTo}</span>
          <input type="datetime-local" value={to} min={wallClock(now, zone)} onChange={(event) => setTo(event.target.value)} />
        </label>
      </div>
    </Modal>
  );
}

/** A minute past the next opening, so that the postman's tick has come. */
function nextMorning(now: number, zone: string, opens: string): string {
  const today = (momentOf(`${wallClock(now, zone).slice(0, 10)}T${opens}`, zone) ?? now) + minuteMs;
  return wallClock(today > now ? today : today + dayMs, zone);
}
