/** Runs of digits long enough to be a telephone number, with the hyphens and spaces people write in them. */
const numbers = /\d[\d -]{5,}\d/g;
const mobiles = /(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)/g;

/** A telephone number for who need not call it: `138****5678`, `0373****12`. What does not look like one is hidden whole. */
export function maskPhone(phone: string): string {
  const text = phone.normalize('NFKC').replace(numbers, (number) => {
    const digits = number.replace(/\D/g, '');
    return digits.length >= 11 ? `${digits.slice(0, 3)}****${digits.slice(-4)}` : `${digits.slice(0, 2)}****${digits.slice(-2)}`;
  });
  return text === phone ? '****' : text;
}

/** Free text with the mobile numbers in it masked. */
export function maskPhonesIn(text: string): string {
  return text.replace(mobiles, '$1****$2');
}

/** A person's name for who need only recognise it: `李**`. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  return characters.length === 0 ? '' : `${characters[0] ?? ''}${'*'.repeat(Math.max(1, characters.length - 1))}`;
}
