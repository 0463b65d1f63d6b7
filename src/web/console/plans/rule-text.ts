import type { Text } from '../../shared/text.ts';

const days: Readonly<Record<string, Text>> = {
  MO: { zh: '一', en: 'Mon' },
  TU: { zh: '二', en: 'Tue' },
  WE: { zh: '三', en: 'Wed' },
  TH: { zh: '四', en: 'Thu' },
  FR: { zh: '五', en: 'Fri' },
  SA: { zh: '六', en: 'Sat' },
  SU: { zh: '日', en: 'Sun' },
};

/** A rule of days in words, as far as it is one of the usual ones; any other stays as it is written. */
export function ruleText(rule: string): Text {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]));
  const [frequency, named] = [parts.get('FREQ'), parts.get('BYDAY')?.split(',') ?? []];
  const usual = [...parts.keys()].every((key) => key === 'FREQ' || key === 'BYDAY');
  if (usual && frequency === 'DAILY' && named.length === 0) return { zh: '每天', en: 'every day' };
  if (usual && frequency === 'WEEKLY' && named.every((day) => days[day]) && named.length > 0)
    return {
      zh: `每周${named.map((day) => days[day]!.zh).join('、')}`,
      en: named.map((day) => days[day]!.en).join(', '),
    };
  return { zh: rule, en: '' };
}
