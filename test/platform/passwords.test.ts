import { openPasswords } from '../../src/platform/crypto/passwords.ts';

test('a password is kept as argon2id and only the right one verifies', async () => {
  const passwords = openPasswords();
  const hash = await passwords.hash('correct horse');
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(hash, 'correct horse')).toBe(true);
  expect(await passwords.verify(hash, 'correct house')).toBe(false);
  expect(await passwords.verify(undefined, 'nobody')).toBe(false);
});

test('many at once are all answered', async () => {
  const passwords = openPasswords();
  const hash = await passwords.hash('correct horse');
  const answers = await Promise.all(
    Array.from({ length: 9 }, (_, i) => passwords.verify(hash, i % 2 ? 'wrong' : 'correct horse')),
  );
  expect(answers.filter(Boolean)).toHaveLength(5);
});
