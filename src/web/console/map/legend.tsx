import { useEffect, useRef } from 'react';
import { riderIcon } from '../../shared/map/icons.ts';
import { riderShapes, type RiderShape } from '../../shared/marks.ts';
import { Both } from '../../shared/both.tsx';
import type { Text } from '../../shared/text.ts';

const words: Readonly<Record<RiderShape, Text>> = {
  idle: { zh: '空闲', en: 'Idle' },
  moving: { zh: '前往', en: 'On the way' },
  serving: { zh: '服务', en: 'Serving' },
  break: { zh: '休息', en: 'Break' },
  stale: { zh: '失联', en: 'No signal' },
};

/** What the shapes of the riders mean. */
export function Legend() {
  return (
    <ul className="legend" aria-label="骑手图例 Legend of riders">
      {riderShapes.map((shape) => (
        <li key={shape}>
          <ShapeIcon shape={shape} />
          <Both {...words[shape]} />
        </li>
      ))}
    </ul>
  );
}

function ShapeIcon({ shape }: { shape: RiderShape }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const icon = riderIcon(shape);
    const element = canvas.current!;
    [element.width, element.height] = [icon.width, icon.height];
    element.getContext('2d')!.putImageData(icon, 0, 0);
  }, [shape]);
  return <canvas ref={canvas} aria-hidden="true" />;
}
