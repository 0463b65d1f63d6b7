/** What each kind of member says about itself beside its name. */
const KINDS = {
  STREET_OFFICE: { sector: false, community: false },
  DEPARTMENT: { sector: false, community: false },
  COMMUNITY: { sector: false, community: true },
  COMPANY: { sector: true, community: false },
  SITE: { sector: true, community: false },
} as const satisfies Record<string, { sector: boolean; community: boolean }>;

/** What is wrong with a new member, in words; undefined when nothing is. */
export function kindFault(member: {
  readonly kind: keyof typeof KINDS;
  readonly name: string;
  readonly sector?: string | null;
  readonly communityId?: string | null;
}): string | undefined {
  const { sector, community } = KINDS[member.kind];
  const { length } = member.name.trim();
  if (length === 0 || length > 80) return '名称应为 1 到 80 个字 / a name of 1 to 80 characters';
  if (sector !== Boolean(member.sector))
    return sector
      ? '企业和站点须说明行业 / a company or site says its sector'
      : '只有企业和站点有行业 / only a company or site has a sector';
  if (community !== Boolean(member.communityId))
    return community
      ? '社区成员须指明社区 / a community member names its community'
      : '只有社区成员指明社区 / only a community member names one';
  return undefined;
}
