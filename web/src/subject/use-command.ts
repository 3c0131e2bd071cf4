import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { newCommandId } from '../api/command-id.ts';
import { post, Refusal } from '../api/request.ts';

interface Ends<Reply> {
  done: (reply: Reply) => Promise<void>;
  failed: (error: unknown) => Promise<void>;
}

/**
 * Gives one command. While no answer came the same id is sent again, so that a lost answer cannot double the act; after
 * a refusal what is sent next is a new act.
 */
export function useCommand<Reply>(path: string, { done, failed }: Ends<Reply>) {
  const [commandId, setCommandId] = useState(newCommandId);
  return useMutation({
    mutationFn: (body: Record<string, unknown>) => post<Reply>(path, { commandId, ...body }),
    onSuccess: done,
    onError: async (error) => {
      if (error instanceof Refusal) setCommandId(newCommandId());
      await failed(error);
    },
  });
}
