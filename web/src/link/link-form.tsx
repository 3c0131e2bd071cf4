import { useMutation } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import type { LinkCommand, LinkPage, LinkReply } from '../../../server/contract/links.ts';
import { newCommandId } from '../api/command-id.ts';
import { post, Refusal } from '../api/request.ts';
import { linesOf } from '../parts/lines.ts';
import { Said, useWords } from '../parts/states.tsx';
import { useTexts } from '../texts/language.tsx';
import type { LinkAction } from './link-actions.ts';
import { useLinkWords } from './link-words.ts';

interface LinkFormProps {
  token: string;
  page: LinkPage;
  action: LinkAction;
  /** The escalation the letter asked to acknowledge. */
  rung: string | null;
  done: (action: LinkAction, reply: LinkReply) => Promise<void>;
}

/** One big button, with what it needs above it. */
export function LinkForm({ token, page, action, rung, done }: LinkFormProps) {
  const { item } = useTexts();
  const link = useLinkWords(page);
  const words = useWords();
  const [text, setText] = useState(action === 'planMeasures' ? (page.item?.measure ?? '') : '');
  const [evidence, setEvidence] = useState('');
  const [until, setUntil] = useState('');
  const [approved, setApproved] = useState(true);
  const [commandId, setCommandId] = useState(newCommandId);
  const act = useMutation({
    mutationFn: (command: LinkCommand) => post<LinkReply>(`/api/links/${encodeURIComponent(token)}`, command),
    onSuccess: (reply) => done(action, reply),
    onError: (error) => {
      if (error instanceof Refusal) setCommandId(newCommandId());
    },
  });

  const command = (): LinkCommand => {
    switch (action) {
      case 'sign':
        return { action, commandId };
      case 'planMeasures':
        return { action, commandId, measure: text };
      case 'submit':
        return { action, commandId, note: text, evidence: linesOf(evidence) };
      case 'requestExtension':
        return { action, commandId, until, reason: text };
      case 'acknowledge':
        return { action, commandId, rung: rung ?? page.unacknowledged.at(-1) ?? '' };
      case 'verify':
        return { action, commandId, note: text };
      case 'returnItem':
        return { action, commandId, reason: text };
      case 'decideExtension':
        return { action, commandId, approved, reason: text };
    }
  };
  const textLabel = link.texts[action];
  return (
    <form
      className="link-form"
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate(command());
      }}
    >
      {action === 'requestExtension' && (
        <Labelled label={link.untilField}>
          {(id) => <input id={id} type="date" required value={until} onChange={(event) => setUntil(event.target.value)} />}
        </Labelled>
      )}
      {action === 'decideExtension' && (
        <fieldset className="link-field">
          <legend>{item.fields.approved}</legend>
          <label>
            <input type="radio" name="approved" checked={approved} onChange={() => setApproved(true)} /> {item.fields.approve}
          </label>
          <label>
            <input type="radio" name="approved" checked={!approved} onChange={() => setApproved(false)} /> {item.fields.refuse}
          </label>
        </fieldset>
      )}
      {textLabel !== null && (
        <Labelled label={textLabel}>
          {(id) => (
            <textarea
              id={id}
              required={action !== 'verify'}
              rows={5}
              maxLength={4000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Labelled>
      )}
      {action === 'submit' && (
        <Labelled label={link.evidenceField}>
          {(id) => <textarea id={id} rows={2} value={evidence} onChange={(event) => setEvidence(event.target.value)} />}
        </Labelled>
      )}
      {act.isError && <Said tone="bad">{words(act.error)}</Said>}
      <button type="submit" className="link-big" disabled={act.isPending}>
        {link.big[action]}
      </button>
    </form>
  );
}

function Labelled({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="link-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
