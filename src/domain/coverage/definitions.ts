import type { Text } from '../../platform/errors.ts';
import type { CoveragePolicy } from './rules.ts';
import type { CoverageWeight } from './views.ts';

/** What a share of coverage means, with the numbers it rests on. */
export function coverageDefinition(
  { minutes, k, weight }: { minutes: number; k: number; weight: CoverageWeight },
  { speedMps, smallestCell, minimumHomes, version }: CoveragePolicy,
): Text {
  const [whoZh, whoEn] =
    weight === 'HOUSEHOLDS'
      ? [
          `户（按登记住所分布；登记不足 ${minimumHomes} 处的网格，视为都在网格基准点）`,
          `households, spread as the registered homes of the grid; where fewer than ${minimumHomes} homes are known all stand at the grid's anchor`,
        ]
      : ['登记的独居老人（按住所）', 'registered elders living alone, at their homes'];
  return {
    zh:
      `统计时段内每 5 分钟的实际在格人数中，至少 ${k} 名可接单骑手在 ${minutes} 分钟内能到达的${whoZh}所占比例，是各次采样的平均；` +
      `骑手视为在网格基准点（离网格内点最近的路口），沿路网以每秒 ${speedMps} 米行进，没有路网时按直线乘以绕行系数；全街道合计按户数或人数加权；` +
      `对分析员不显示少于 ${smallestCell} 人的网格，合计也不含它们。规则第 ${version} 版。`,
    en:
      `Mean over the samples of real presence, one every 5 minutes, of the share of ${whoEn}, that at least ${k} available riders could have reached within ${minutes} minutes; ` +
      `riders of a grid stand at its anchor (the road node nearest to a point inside it) and go ${speedMps} m/s along the roads, or straight times the detour factor where no roads are known; totals are weighted by households or people; ` +
      `grids with fewer than ${smallestCell} elders are not told to analysts and not part of their totals. Policy ${version}.`,
  };
}

/** What the observed minutes beside it mean. */
export const observedDefinition = (minimumN: number): Text => ({
  zh: `该网格在该小时提出的请求：从提出到送达、从首次邀约到接单的分钟数，只计已发生的；少于 ${minimumN} 件不给出。`,
  en: `Requests opened in that grid and hour: minutes from opened to done and from first offered to accepted, of those that came so far; none is told of fewer than ${minimumN}.`,
});
