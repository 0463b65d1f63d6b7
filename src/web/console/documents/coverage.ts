import { gql } from '../../shared/document.ts';
import type { Text } from '../../shared/text.ts';
import type { Place } from './ground.ts';

interface GridLine {
  id: string;
  code: string;
  name: string;
  nameEn: string;
}

export interface CoverageLine {
  share: number | null;
  samples: number;
  missing: string | null;
  grid: GridLine;
}

export interface HotSpotLine {
  /** Nothing where there were too few to rank. */
  rank: number | null;
  n: number | null;
  perThousand: number | null;
  grid: GridLine;
}

export interface Covered {
  gridCoverage: {
    basis: string | null;
    definition: Text;
    grids: CoverageLine[];
    total: { share: number | null; samples: number; missing: string | null };
  };
  hotSpots: { definition: Text; grids: HotSpotLine[] };
}

interface Asked {
  from: string;
  until: string;
  minutes: number;
}

export const CoverageQuery = gql<Covered, Asked>(`
  query Coverage($from: DateTimeISO!, $until: DateTimeISO!, $minutes: Int!) {
    gridCoverage(from: $from, until: $until, minutes: $minutes) {
      basis
      definition { zh en }
      grids { share samples missing grid { id code name nameEn } }
      total { share samples missing }
    }
    hotSpots(from: $from, until: $until) {
      definition { zh en }
      grids { rank n perThousand grid { id code name nameEn } }
    }
  }
`);

export interface Supposed {
  asIs: number | null;
  supposed: number | null;
  gain: number | null;
}

export const WhatIfQuery = gql<
  { whatIf: { definition: Text; total: Supposed; grids: (Supposed & { grid: GridLine })[] } },
  Asked & { change: { station: Place & { crs: 'WGS84' }; riders: number }[] }
>(`
  query WhatIf(
    $from: DateTimeISO!
    $until: DateTimeISO!
    $minutes: Int!
    $change: [SupposedRiders!]!
  ) {
    whatIf(from: $from, until: $until, minutes: $minutes, change: $change) {
      definition { zh en }
      total { asIs supposed gain }
      grids { asIs supposed gain grid { id code name nameEn } }
    }
  }
`);

export interface Hole {
  grid: GridLine;
  from: string;
  until: string;
  people: number;
}

export interface Remedy {
  riders: number;
  from: string;
  until: string;
  before: number;
  closed: number;
  /** One of the two. */
  grid: GridLine | null;
  station: { id: string; name: string; nameEn: string } | null;
}

export interface Forecast {
  definition: Text;
  caveats: Text[];
  counted: { onDuty: number; comingShifts: number };
  thinnest: Hole[];
  remedies: Remedy[];
}

export const ForecastQuery = gql<
  { coverageForecast: Forecast },
  { hours: number; minutes: number }
>(`
  query Forecast($hours: Int!, $minutes: Int!) {
    coverageForecast(hours: $hours, minutes: $minutes) {
      definition { zh en }
      caveats { zh en }
      counted { onDuty comingShifts }
      thinnest { grid { id code name nameEn } from until people }
      remedies { grid { id code name nameEn } station { id name nameEn } riders from until before closed }
    }
  }
`);
