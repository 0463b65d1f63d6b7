import { randomBytes } from 'node:crypto';
import { assert, property, string } from 'fast-check';
import { keysFrom } from '../../src/platform/crypto/keys.ts';
import { maskedName, maskedPhone } from '../../src/platform/crypto/mask.ts';
import { digest, open, seal, Unsealable } from '../../src/platform/crypto/seal.ts';

const keys = keysFrom(randomBytes(32));
const cell = { table: 'resident', column: 'name', id: 'a' };

test('any text opens as it was sealed, 30 bytes longer, and never twice alike', () => {
  assert(
    property(string({ unit: 'grapheme' }), (text) => {
      const sealed = seal(keys, cell, text);
      expect(open(keys, cell, sealed)).toBe(text);
      expect(sealed.length).toBe(30 + Buffer.byteLength(text));
      expect(sealed.equals(seal(keys, cell, text))).toBe(false);
    }),
  );
});

test('a sealed text opens in its own cell only', () => {
  const sealed = seal(keys, cell, '王秀英');
  for (const other of [{ table: 'account' }, { column: 'phone' }, { id: 'b' }])
    expect(() => open(keys, { ...cell, ...other }, sealed)).toThrow(Unsealable);
});

test('a changed bit, a cut tail or another key does not open', () => {
  const sealed = seal(keys, cell, '13800001234');
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed[i]! ^= 1;
    expect(() => open(keys, cell, changed)).toThrow(Unsealable);
    expect(() => open(keys, cell, sealed.subarray(0, i))).toThrow(Unsealable);
  }
  expect(() => open(keysFrom(randomBytes(32)), cell, sealed)).toThrow(Unsealable);
});

test('digests are equal for equal texts of one purpose and key, and else differ', () => {
  const base = digest(keys, 'phone|street-a', '+8613800001234');
  expect(digest(keys, 'phone|street-a', '+8613800001234')).toEqual(base);
  expect(digest(keys, 'phone|street-b', '+8613800001234')).not.toEqual(base);
  expect(digest(keys, 'phone|street-a', '+8613800001235')).not.toEqual(base);
  expect(digest(keysFrom(randomBytes(32)), 'phone|street-a', '+8613800001234')).not.toEqual(base);
});

test('names and phones are masked', () => {
  expect(['王秀英', '欧阳', '𠮷田'].map(maskedName)).toEqual(['王**', '欧**', '𠮷**']);
  expect(['+8613800001234', '13800001234', '+861065551234', '110'].map(maskedPhone)).toEqual([
    '138****1234',
    '138****1234',
    '106****1234',
    '****',
  ]);
});
