/**
 * Compares text by Unicode code point, which is also the order of its UTF-8 bytes; `<` on strings compares
 * UTF-16 units and puts emoji before U+E000.
 */
export function compareCodePoints(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return rank(a) - rank(b);
  }
  return left.length - right.length;
}

/** Surrogates stand for code points above all other units. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Text as it is sorted everywhere: lower-cased without regard to a locale. */
export function textKey(text: string | null): string | null {
  return text === null ? null : text.toLowerCase();
}
