import type { LinkPage } from '../../../server/contract/links.ts';
import { useTexts } from '../texts/language.tsx';
import type { Texts } from '../texts/zh.ts';

/** The link page's words: an obligation is reported, not rectified. */
export function useLinkWords({ obligation }: Pick<LinkPage, 'obligation'>): Texts['link'] {
  const { link } = useTexts();
  if (obligation === null) return link;
  const { owed } = link;
  return {
    ...link,
    ask: { ...link.ask, ...owed.ask },
    big: { ...link.big, ...owed.big },
    texts: { ...link.texts, ...owed.texts },
    doneText: { ...link.doneText, ...owed.doneText },
    noMore: owed.noMore,
  };
}
