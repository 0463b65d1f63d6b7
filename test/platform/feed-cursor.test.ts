import { assert, nat, property, string, uuid } from 'fast-check';
import { cursorText, parseCursor } from '../../src/platform/feed/cursor.ts';

test('a cursor is read back as it was written', () => {
  assert(
    property(uuid(), nat({ max: 999_999_999_999_999 }), (epoch, seq) => {
      expect(parseCursor(cursorText({ epoch, seq }))).toEqual({ epoch, seq });
    }),
  );
});

test('any other text is no cursor', () => {
  assert(
    property(string(), (text) => {
      expect(parseCursor(text)).toBeNull();
    }),
  );
});
