import type { Text } from '../../platform/errors.ts';

/** Where things are, and who stands for them. */
export const ground = {
  POINT_OUT_OF_RANGE: () => ({
    zh: '经纬度超出范围。',
    en: 'Longitude or latitude is out of range.',
  }),
  OUTSIDE_STREET: () => ({
    zh: '这个位置不在本街道任何网格内，请核对地点。',
    en: 'This place is in no grid of this street: please check it.',
  }),
  CRS_UNKNOWN: () => ({
    zh: '请说明坐标系：wgs84、gcj02 或 bd09。',
    en: 'Say the coordinate system: wgs84, gcj02 or bd09.',
  }),
  GRID_TOPOLOGY: (pieces: string) => ({
    zh: `网格有 ${pieces} 处问题，整批未导入；请按所附图形修正后重试。`,
    en: `The grids have ${pieces} faults and nothing was imported: mend the pieces given and try again.`,
  }),
  ROADS_MISSING: () => ({ zh: '文件里没有道路。', en: 'There are no roads in it.' }),
  GRIDS_MISSING: () => ({ zh: '文件里没有网格。', en: 'There are no grids in it.' }),
  VERSION_NOT_LATER: (latest: string) => ({
    zh: `生效时间须晚于现行版本（${latest}）。`,
    en: `The new version must come into force after the present one (${latest}).`,
  }),
  STREET_EXISTS: (code: string) => ({
    zh: `街道 ${code} 已经存在。`,
    en: `Street ${code} is already there.`,
  }),
  STATION_EXISTS: (code: string) => ({
    zh: `驿站编号 ${code} 已被使用。`,
    en: `Station code ${code} is already used.`,
  }),
  ORGANIZATION_EXISTS: (name: string) => ({
    zh: `${name} 已经是联盟成员。`,
    en: `${name} is already a member.`,
  }),
  ORGANIZATION_LEFT: (name: string) => ({
    zh: `${name} 已经退出联盟。`,
    en: `${name} has already left.`,
  }),
} as const satisfies Record<string, (...facts: never[]) => Text>;
