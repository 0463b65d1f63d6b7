import { useEffect, useRef, useState } from 'react';
import { boundsOf } from '../../shared/map/features.ts';
import { useStore } from '../../shared/store.ts';
import { Both } from '../../shared/both.tsx';
import { useDemoSignIns } from '../demo.ts';
import { useDesk, type Focus } from '../desk.ts';
import type { Ground } from '../documents/ground.ts';
import { drawMap, streetBounds, type DrawnMap } from './draw-map.ts';
import { HoverNote } from './hover-note.tsx';
import { LayerSwitches } from './layer-switches.tsx';
import { Legend } from './legend.tsx';
import type { Hovered } from './pointer.ts';

/** The living map of the street; says so and steps aside where the browser cannot draw it. */
export function StreetMap({ ground }: { ground: Ground }) {
  const desk = useDesk();
  const container = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<DrawnMap>();
  const [failed, setFailed] = useState(false);
  const [hovered, setHovered] = useState<Hovered>();
  useEffect(() => {
    try {
      const created = drawMap({ container: container.current!, desk, ground, onHover: setHovered });
      setDrawn(created);
      return () => created.remove();
    } catch {
      setFailed(true);
      return undefined;
    }
  }, [desk, ground]);
  useFollowFocus(drawn, ground);
  if (failed) return <NoMap />;
  return (
    <section className="map-wrap" aria-label="地图 Map">
      <div className="map" ref={container} data-testid="map" />
      {drawn ? <LayerSwitches map={drawn.map} /> : null}
      <Legend />
      <DemoNote />
      <HoverNote hovered={hovered} ground={ground} />
    </section>
  );
}

function DemoNote() {
  const demo = useDemoSignIns();
  return demo.length > 0 ? (
    <p className="demo-note">
      <Both zh="演示数据，非真实边界" en="Demo data, invented borders" />
    </p>
  ) : null;
}

const NoMap = () => (
  <section className="map-wrap no-map" aria-label="地图 Map">
    <p>
      <Both
        zh="这个浏览器画不出地图（没有 WebGL2），列表和派单照常可用。"
        en="This browser cannot draw the map (no WebGL2); the list and dispatch work as usual."
      />
    </p>
  </section>
);

const FRAME_PX = { top: 90, bottom: 60, left: 60, right: 60 };
const STREET_FRAME_PX = { top: 56, bottom: 48, left: 16, right: 16 };

/** Brings the selected request and its suggested riders into view once, and the street when nothing is selected. */
function useFollowFocus(drawn: DrawnMap | undefined, ground: Ground): void {
  const desk = useDesk();
  const focus = useStore(desk.focus);
  const panel = useStore(desk.panel);
  const framed = useRef('');
  useEffect(() => {
    if (!drawn) return;
    const wanted = focus?.requestId ?? panel.show;
    if (framed.current === wanted || (panel.show === 'request' && !focus)) return;
    framed.current = wanted;
    const positions = focus ? positionsOf(focus, desk) : [];
    const box = positions.length > 0 ? boundsOf(positions) : streetBounds(ground);
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    drawn.map.resize();
    drawn.map.fitBounds([box.west, box.south, box.east, box.north], {
      padding: positions.length > 0 ? FRAME_PX : STREET_FRAME_PX,
      maxZoom: 15.6,
      duration: calm ? 0 : 200,
    });
  }, [drawn, focus, panel, desk, ground]);
}

function positionsOf({ requestId, candidates }: Focus, desk: ReturnType<typeof useDesk>) {
  const line = desk.board.get().lines.get(requestId);
  const riders = candidates.map(
    ({ riderId, point }) => desk.positions.get().get(riderId)?.point ?? point,
  );
  return [line?.dropoff, line?.pickup, ...riders].flatMap((place) =>
    place ? [[place.lng, place.lat]] : [],
  );
}
