import { useMemo } from 'react';
import { timeOf } from '../../shared/time.ts';
import { useStore } from '../../shared/store.ts';
import { Both } from '../../shared/both.tsx';
import { nameOf, type Text } from '../../shared/text.ts';
import { dutyWords, stateWords } from '../../shared/words.ts';
import type { BoardState } from '../board.ts';
import { useDesk } from '../desk.ts';
import type { Ground } from '../documents/ground.ts';
import type { Positions } from '../positions.ts';
import type { Hovered } from './pointer.ts';

interface Seen {
  ground: Ground;
  board: BoardState;
  positions: Positions;
}

/** A line at the foot of the map about what is under the pointer. */
export function HoverNote({ hovered, ground }: { hovered: Hovered | undefined; ground: Ground }) {
  const desk = useDesk();
  const board = useStore(desk.board);
  const positions = useStore(desk.positions);
  const text = useMemo(
    () => hovered && telling[hovered.kind]({ ground, board, positions }, hovered.id),
    [hovered, ground, board, positions],
  );
  return text ? (
    <p className="hover-note">
      <Both {...text} />
    </p>
  ) : null;
}

const telling: Readonly<Record<Hovered['kind'], (seen: Seen, id: string) => Text | undefined>> = {
  grid({ ground, board }, id) {
    const grids = ground.communities.flatMap((community) => community.grids);
    const grid = grids.find((each) => each.id === id);
    if (!grid) return undefined;
    const count = [...board.lines.values()].filter((line) => line.grid.id === id).length;
    const { zh, en } = nameOf(grid);
    return {
      zh: `${zh} · ${grid.households} 户 · ${grid.elders} 位长者 · ${count} 个请求`,
      en: `${en} · ${grid.households} homes · ${grid.elders} elders · ${count} requests`,
    };
  },
  rider({ positions }, id) {
    const rider = positions.get(id);
    if (!rider) return undefined;
    const [duty, at] = [dutyWords[rider.duty], timeOf(rider.deviceAt, 'second')];
    return {
      zh: `${rider.name}（${rider.badge}）· ${duty.zh} · 载 ${rider.load} · 定位 ${at}`,
      en: `${duty.en} · load ${rider.load} · seen ${at}`,
    };
  },
  request({ board }, id) {
    const line = board.lines.get(id);
    if (!line) return undefined;
    const state = stateWords[line.state];
    return {
      zh: `${line.code} ${line.kind.name} · ${line.place} · ${state.zh}`,
      en: `${line.kind.nameEn} · ${state.en}`,
    };
  },
};
