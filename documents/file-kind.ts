/** What a file is by its content; its name is never asked. */
export type FileKind = 'zip' | 'ole' | 'html' | 'xml' | 'pdf' | 'rtf' | 'image' | 'text' | 'binary' | 'empty';

const marks: [FileKind, number[]][] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip', [0x50, 0x4b, 0x05, 0x06]],
  ['ole', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
  ['rtf', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['image', [0x89, 0x50, 0x4e, 0x47]],
  ['image', [0xff, 0xd8, 0xff]],
];

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  const mark = marks.find(([, start]) => start.every((byte, index) => bytes[index] === byte));
  if (mark) return mark[0];
  const start = textOf(bytes.subarray(0, 4096)).trimStart().toLowerCase();
  if (start === '' && bytes.length <= 4096) return 'empty';
  if (/^(<!doctype html|<html|<head|<body|<table|<meta|<script|<div|<style)/.test(start) || /<(html|table)[\s>]/.test(start)) return 'html';
  if (start.startsWith('<?xml') || /^<[a-z]+[\s>:]/.test(start)) return 'xml';
  return looksLikeText(bytes) ? 'text' : 'binary';
}

/** The text of a file without marks of its own: UTF-8 or UTF-16 by its byte order mark, else UTF-8, else GB 18030. */
export function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true;
  return !bytes.subarray(0, 4096).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}
