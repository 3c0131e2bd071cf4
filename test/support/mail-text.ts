/** The readable parts of a message, decoded: subject line and every text part. */
export function bodyOf(raw: string): string {
  const [head = ''] = raw.split('\r\n\r\n', 1);
  const parts = raw.split(/\r\n--[^\r\n]+\r\n/).slice(1);
  return [decodeWords(head), ...parts.map(decodePart)].join('\n');
}

function decodePart(part: string): string {
  const at = part.indexOf('\r\n\r\n');
  const body = part.slice(at + 4);
  if (/base64/i.test(part.slice(0, at))) return Buffer.from(body, 'base64').toString('utf8');
  if (!/quoted-printable/i.test(part.slice(0, at))) return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

function decodeWords(head: string): string {
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/gi, (_, text: string) => Buffer.from(text, 'base64').toString('utf8'));
}
