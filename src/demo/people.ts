import type { Chance } from './chance.ts';

const SURNAMES = Array.from(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕',
);
const RIDER_NAMES = [
  '伟',
  '强',
  '磊',
  '军',
  '勇',
  '杰',
  '涛',
  '超',
  '明',
  '刚',
  '平',
  '辉',
  '鹏',
  '建国',
  '志强',
  '海涛',
  '文博',
  '晓东',
  '小龙',
  '丽娟',
  '秀梅',
  '春燕',
];
const ELDER_NAMES = [
  '秀英',
  '桂英',
  '玉兰',
  '淑珍',
  '凤英',
  '桂兰',
  '素珍',
  '建华',
  '德福',
  '长贵',
  '国栋',
  '宝山',
  '金生',
  '永年',
  '福康',
  '惠芳',
  '翠云',
  '月娥',
];
const STAFF_NAMES = ['婷', '敏', '静', '磊', '洋', '佳', '倩', '晨', '思远', '雨桐'];

/** Invented people: any likeness is chance. */
export const riderName = (chance: Chance) => chance.pick(SURNAMES) + chance.pick(RIDER_NAMES);
export const elderName = (chance: Chance) => chance.pick(SURNAMES) + chance.pick(ELDER_NAMES);
export const staffName = (chance: Chance) => chance.pick(SURNAMES) + chance.pick(STAFF_NAMES);

/** A mobile number of a block that is not given out to phones, so that nobody is ever rung up. */
export const inventedPhone = (serial: number) => `160${String(10_000_000 + serial)}`;
