import type { Text } from '../../platform/errors.ts';
import { ExpectedRiders } from './forecast-views.ts';
import { type ExpectedRider, isOverrun, runningShift, type Stand } from './forecasting-rules.ts';
import type { CoveragePolicy } from './rules.ts';
import { CoverageWeight } from './views.ts';

/** What a forecast share means, with the numbers it rests on. */
export function forecastDefinition(
  { minutes, k, weight }: { minutes: number; k: number; weight: CoverageWeight },
  { speedMps, smallestCell, minimumHomes, version }: CoveragePolicy,
): Text {
  const [whoZh, whoEn] =
    weight === CoverageWeight.HOUSEHOLDS
      ? [
          `户（按登记住所分布；登记不足 ${minimumHomes} 处的网格，视为都在网格基准点）`,
          `households, spread as the registered homes of the grid; where fewer than ${minimumHomes} homes are known all stand at the grid's anchor`,
        ]
      : ['登记的独居老人（按住所）', 'registered elders living alone, at their homes'];
  return {
    zh:
      `预计值，不是实测：从现在起每一刻钟取 3 个时点（相隔 5 分钟），至少 ${k} 名预计有空的骑手在 ${minutes} 分钟内能到达的${whoZh}所占比例的平均。` +
      `值守骑手从手头任务和自有包裹做完起算有空，位置取最后一站所在网格，手头无事则取当前位置所在网格；到班次结束为止，应休息时按休息规则扣除。` +
      `以后开始的班次从开始到结束计入，位置取班次网格，未写网格则取聘任网格，再无则取近 28 天服务最多的网格；每个班次的休息从头计算。` +
      `骑手视为在网格基准点，以每秒 ${speedMps} 米行进；对分析员不显示少于 ${smallestCell} 人的网格。规则第 ${version} 版。`,
    en:
      `Expected, not measured: of each quarter of an hour from now on, the mean over 3 instants 5 minutes apart of the share of ${whoEn}, that at least ${k} riders expected to be free could reach within ${minutes} minutes. ` +
      `Riders on duty are free after the work and own stops in hand, in the grid of their last stop, or where they are when nothing is in hand, until their shift ends, less the pauses of the rest rules. ` +
      `Shifts that begin later count from beginning to end, in the grids of the shift, else of the appointment, else where the rider served most in 28 days; pauses of each shift are counted afresh. ` +
      `Riders stand at the anchor of their grid and go ${speedMps} m/s; grids with fewer than ${smallestCell} elders are not told to analysts. Policy ${version}.`,
  };
}

type Known = ExpectedRider & { readonly unseen: boolean };

/** On how many riders a forecast rests, and on how many it cannot. */
export function countedOf(
  riders: readonly Known[],
  stands: readonly (readonly Stand[])[],
  { now, until }: { now: number; until: number },
): ExpectedRiders {
  const present = riders.filter((rider) => rider.present);
  const coming = riders.flatMap(({ shifts }) => shifts.filter(({ from }) => from > now));
  const count = (some: readonly Known[], of: (rider: Known) => boolean) => some.filter(of).length;
  return Object.assign(new ExpectedRiders(), {
    onDuty: present.length,
    busy: count(present, (rider) => rider.present!.free[0]!.from > now),
    onBreak: count(present, (rider) => rider.present!.breakSince !== null),
    openEnded: count(present, (rider) => !runningShift(rider, now) && !isOverrun(rider, now)),
    overrun: count(present, (rider) => isOverrun(rider, now)),
    unseen: count(present, ({ unseen }) => unseen),
    comingShifts: coming.length,
    unconfirmed: coming.filter(({ confirmed }) => !confirmed).length,
    notCome: count([...riders], (rider) => !rider.present && Boolean(runningShift(rider, now))),
    unplaced: stands.filter((own) => own.some(({ from, grid }) => grid === null && from < until))
      .length,
  });
}

/** What to bear in mind, with the numbers of this very answer; what concerns nobody is left out. */
export function forecastCaveats(counted: ExpectedRiders): Text[] {
  const about = (n: number, zh: string, en: string): Text[] =>
    n > 0 ? [{ zh: `${n} ${zh}`, en: `${n} ${en}` }] : [];
  return [
    {
      zh: '今后新提出的请求、交通和天气没有计入：到时有空的骑手会更少。',
      en: 'Requests yet to come, traffic and weather are not in it: fewer riders will be free than told.',
    },
    ...about(
      counted.openEnded,
      '名值守骑手没有班次，视为一直留到休息规则不许为止。',
      'on duty without a shift are taken to stay as long as rest rules allow.',
    ),
    ...about(
      counted.overrun,
      '名骑手班次已结束仍在值守，视为即将离开，不计入。',
      'still on duty after their shift are taken to leave, and not counted.',
    ),
    ...about(
      counted.unseen,
      '名值守骑手的位置已过时，视为仍在原处。',
      'on duty have not been seen lately and are taken to be where they were.',
    ),
    ...about(
      counted.unconfirmed,
      '个班次骑手尚未确认，仍计入。',
      'coming shifts are not confirmed yet, and counted.',
    ),
    ...about(
      counted.notCome,
      '名骑手班次已开始却未值守，不计入。',
      'have a shift that runs and are not on duty: not counted.',
    ),
    ...about(
      counted.unplaced,
      '名骑手不知会在哪个网格，不计入覆盖。',
      'will be free in no known grid, and cover nothing here.',
    ),
  ];
}
