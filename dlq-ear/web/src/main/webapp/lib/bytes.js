// Bytes as text or as a hex dump; never as markup, and never through JavaScript's numbers.

const SHOWN = 64 * 1024;

export function fromBase64(base64) {
  const binary = atob(base64);
  return Uint8Array.from(binary, character => character.charCodeAt(0));
}

/** The bytes as UTF-8, and whether they are clean text. */
export function asText(bytes) {
  const shown = bytes.subarray(0, SHOWN);
  const text = new TextDecoder('utf-8').decode(shown);
  const clean = !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.test(text);
  return { text, clean };
}

/** The bytes as offset, hex and ASCII, sixteen a line. */
export function asHex(bytes) {
  const lines = [];
  const end = Math.min(bytes.length, SHOWN);
  for (let at = 0; at < end; at += 16) {
    const row = [...bytes.subarray(at, Math.min(at + 16, end))];
    const hex = row.map(byte => byte.toString(16).padStart(2, '0')).join(' ').padEnd(47);
    const ascii = row.map(byte => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex}  ${ascii}`);
  }
  return lines.join('\n');
}

export const cutAt = bytes => (bytes.length > SHOWN ? SHOWN : null);
