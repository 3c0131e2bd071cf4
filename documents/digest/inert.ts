const MOBILE = /(?<![\dA-Za-z])(1[3-9]\d)\d{4}(\d{4})(?!\d)/g;
const LANDLINE = /(?<![\dA-Za-z])(0\d{2,3}[-－ ]?)\d{4,5}(\d{3})(?!\d)/g;
const IDENTITY = /(?<![\dA-Za-z])(\d{6})\d{8}(\d{3}[\dXx])(?![\dA-Za-z])/g;
/** Control characters, line separators, and the marks that turn the direction of text around. */
const INVISIBLE = /[\p{Cc}\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu;

/**
 * What a person wrote, fit to stand in a message: one line, nothing invisible, phone and identity numbers masked, no longer
 * than `length` characters. Escaping for HTML is the template's; what stands before it in the template keeps a text that
 * begins with = + - @ from being taken for a formula where it is pasted.
 */
export function inert(text: string, length = 160): string {
  const line = text.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  const masked = line.replace(IDENTITY, '$1********$2').replace(MOBILE, '$1****$2').replace(LANDLINE, '$1****$2');
  const letters = Array.from(masked);
  return letters.length <= length ? masked : `${letters.slice(0, length - 1).join('')}…`;
}
