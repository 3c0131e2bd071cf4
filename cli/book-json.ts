import type { Book } from '../domain/rehearsal/book.ts';

const chunk = 2_000;

/** The book as one JSON object, in pieces: 600,000 lines are never one string. */
export function* bookJson({ messages, summary }: Book): Generator<string> {
  yield '{"messages":[';
  for (let from = 0; from < messages.length; from += chunk) {
    const lines = messages.slice(from, from + chunk).map((message) => JSON.stringify(message));
    yield `${from === 0 ? '\n' : ',\n'}${lines.join(',\n')}`;
  }
  yield `\n],"summary":${JSON.stringify(summary)}}\n`;
}
