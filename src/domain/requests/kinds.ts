import type { RequestKind } from './request-kind.ts';

type UsualKind = Omit<
  RequestKind,
  | 'streetId'
  | 'version'
  | 'proof'
  | 'placeWithinM'
  | 'undoMinutes'
  | 'maxAttempts'
  | 'serviceSeconds'
  | 'pickupSeconds'
>;

/** 常用服务类别: what a street office starts with; each is its own to change. */
export const defaultKinds: readonly UsualKind[] = [
  {
    code: 'MEAL',
    name: '送餐',
    nameEn: 'Meal',
    needsPickup: true,
    skills: [],
    minTrust: 1,
    serviceMinutes: 4,
    load: 1,
    tier: 1,
    windowMinutes: 60,
    offerSeconds: 45,
    waveSize: 1,
    backstopMinutes: 20,
  },
  {
    code: 'STUDY_PACKAGE',
    name: '学习包裹',
    nameEn: 'Study package',
    needsPickup: true,
    skills: [],
    minTrust: 1,
    serviceMinutes: 8,
    load: 1,
    tier: 0,
    windowMinutes: 1440,
    offerSeconds: 120,
    waveSize: 1,
    backstopMinutes: 480,
  },
  {
    code: 'WARM_BOX',
    name: '暖心箱',
    nameEn: 'Warm box',
    needsPickup: true,
    skills: [],
    minTrust: 1,
    serviceMinutes: 5,
    load: 1,
    tier: 2,
    windowMinutes: 45,
    offerSeconds: 30,
    waveSize: 3,
    backstopMinutes: 10,
  },
  {
    code: 'SUPPLIES',
    name: '生活物资',
    nameEn: 'Supplies',
    needsPickup: true,
    skills: [],
    minTrust: 1,
    serviceMinutes: 6,
    load: 2,
    tier: 1,
    windowMinutes: 120,
    offerSeconds: 60,
    waveSize: 1,
    backstopMinutes: 40,
  },
  {
    code: 'ERRAND',
    name: '跑腿代办',
    nameEn: 'Errand',
    needsPickup: false,
    skills: [],
    minTrust: 1,
    serviceMinutes: 15,
    load: 1,
    tier: 1,
    windowMinutes: 180,
    offerSeconds: 60,
    waveSize: 1,
    backstopMinutes: 60,
  },
  {
    code: 'VISIT',
    name: '上门探访',
    nameEn: 'Home visit',
    needsPickup: false,
    skills: ['HOME_VISIT'],
    minTrust: 2,
    serviceMinutes: 20,
    load: 0,
    tier: 1,
    windowMinutes: 480,
    offerSeconds: 120,
    waveSize: 1,
    backstopMinutes: 120,
  },
];
