import { InvalidConfig, readConfig } from '../../src/platform/config.ts';

const WRONG = {
  PORT: '70000',
  DATABASE_URL: 'mysql://somewhere',
  DEMO: 'yes',
  DEMO_SPEED: '0',
  MASTER_KEY: 'too short',
  LOG_LEVEL: 'loud',
  INTROSPECTION: 'maybe',
};

const complaintOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof InvalidConfig) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
};

test('every wrong setting is named at once, in both languages, and nothing of its value is told', () => {
  const [title, ...lines] = complaintOf(WRONG).split('\n');
  expect(title).toBe('配置有误 / wrong settings:');
  expect(lines.map((line) => line.trim().split(':')[0])).toEqual(Object.keys(WRONG));
  for (const line of lines) expect(line).toMatch(/[一-龥].* \/ .*[a-z]/);
  for (const value of ['somewhere', 'too short']) expect(lines.join()).not.toContain(value);
});

test.each(Object.entries(WRONG))('%s alone is refused too', (name, value) => {
  expect(complaintOf({ [name]: value }).split('\n')).toHaveLength(2);
});

test('nothing set is the demo on the embedded database, listening where a newcomer looks', () => {
  expect(readConfig({})).toMatchObject({ port: 4000, demo: true, databaseUrl: undefined });
});

test('an empty variable is one that is not set', () => {
  expect(readConfig({ PORT: '', MASTER_KEY: '' })).toEqual(readConfig({}));
});

test('origins may be several', () => {
  const ALLOWED_ORIGINS = 'https://a.example,https://b.example';
  expect(readConfig({ ALLOWED_ORIGINS }).allowedOrigins).toEqual(ALLOWED_ORIGINS.split(','));
});
