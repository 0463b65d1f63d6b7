import { overdueMark, riderFills, type Mark, type RiderShape } from '../marks.ts';

const RATIO = 2;
const INK = '#1F2328';
const FONT = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif';

function draw(width: number, height: number, paint: (pen: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement('canvas');
  canvas.width = width * RATIO;
  canvas.height = height * RATIO;
  const pen = canvas.getContext('2d', { willReadFrequently: true })!;
  pen.scale(RATIO, RATIO);
  pen.lineWidth = 1.6;
  pen.strokeStyle = INK;
  pen.lineJoin = 'round';
  paint(pen);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function sign(pen: CanvasRenderingContext2D, text: string, [x, y, size]: [number, number, number]) {
  pen.font = `700 ${size}px ${FONT}`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(text, x, y);
}

/** A drop-shaped pin with the character of a state; its point is at the middle of the lower edge. */
export const pinIcon = (mark: Mark): ImageData =>
  draw(34, 40, (pen) => {
    pen.beginPath();
    pen.moveTo(17, 38);
    pen.bezierCurveTo(13, 31, 5, 27, 5, 18);
    pen.arc(17, 18, 12, Math.PI, 0);
    pen.bezierCurveTo(29, 27, 21, 31, 17, 38);
    pen.closePath();
    pen.fillStyle = mark.fill;
    pen.fill();
    pen.stroke();
    pen.fillStyle = mark.ink;
    sign(pen, mark.sign, [17, 18.5, 13]);
  });

/** The same pin with the overdue sign at its shoulder. */
export const overduePinIcon = (mark: Mark): ImageData => {
  const pin = pinIcon(mark);
  return draw(34, 40, (pen) => {
    pen.putImageData(pin, 0, 0);
    pen.beginPath();
    pen.arc(26, 8, 6.5, 0, Math.PI * 2);
    pen.fillStyle = overdueMark.fill;
    pen.fill();
    pen.stroke();
    pen.fillStyle = overdueMark.ink;
    sign(pen, overdueMark.sign, [26, 8.5, 10]);
  });
};

const circle = (pen: CanvasRenderingContext2D, radius: number) => {
  pen.beginPath();
  pen.arc(12, 12, radius, 0, Math.PI * 2);
};

const shapes: Readonly<Record<RiderShape, (pen: CanvasRenderingContext2D) => void>> = {
  idle(pen) {
    circle(pen, 6.5);
    pen.fill();
    pen.lineWidth = 3.6;
    pen.strokeStyle = '#1B5E5E';
    pen.stroke();
  },
  moving(pen) {
    pen.beginPath();
    pen.moveTo(12, 2);
    pen.lineTo(20, 21);
    pen.lineTo(12, 17);
    pen.lineTo(4, 21);
    pen.closePath();
    pen.fill();
    pen.stroke();
  },
  serving(pen) {
    pen.beginPath();
    pen.rect(4.5, 4.5, 15, 15);
    pen.fill();
    pen.stroke();
  },
  break(pen) {
    circle(pen, 7.5);
    pen.fillStyle = '#FFFFFF';
    pen.fill();
    pen.beginPath();
    pen.arc(12, 12, 7.5, Math.PI / 2, Math.PI * 1.5);
    pen.fillStyle = riderFills.break;
    pen.fill();
    circle(pen, 7.5);
    pen.stroke();
  },
  stale(pen) {
    circle(pen, 7.5);
    pen.fill();
    pen.setLineDash([3, 2.5]);
    pen.stroke();
  },
};

/** The shape of a rider; a moving one points north and is turned by the map. */
export const riderIcon = (shape: RiderShape): ImageData =>
  draw(24, 24, (pen) => {
    pen.fillStyle = riderFills[shape];
    shapes[shape](pen);
  });

/** A house: a station where riders rest. */
export const stationIcon = (): ImageData =>
  draw(20, 20, (pen) => {
    pen.beginPath();
    pen.moveTo(10, 2.5);
    pen.lineTo(18, 9.5);
    pen.lineTo(15.5, 9.5);
    pen.lineTo(15.5, 17);
    pen.lineTo(4.5, 17);
    pen.lineTo(4.5, 9.5);
    pen.lineTo(2, 9.5);
    pen.closePath();
    pen.fillStyle = '#FFF4F1';
    pen.fill();
    pen.strokeStyle = '#A61B1B';
    pen.stroke();
  });

/** A ring with a cross: the point being picked. */
export const pickIcon = (): ImageData =>
  draw(32, 32, (pen) => {
    pen.strokeStyle = '#0B57D0';
    pen.lineWidth = 2.4;
    pen.beginPath();
    pen.arc(16, 16, 9, 0, Math.PI * 2);
    for (const [x, y] of [
      [0, -1],
      [1, 0],
      [0, 1],
      [-1, 0],
    ] as const) {
      pen.moveTo(16 + x * 5, 16 + y * 5);
      pen.lineTo(16 + x * 14, 16 + y * 14);
    }
    pen.stroke();
  });
