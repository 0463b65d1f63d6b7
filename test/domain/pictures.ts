import sharp from 'sharp';

interface Sketch {
  readonly width: number;
  readonly height: number;
}

const canvas = ({ width, height }: Sketch) =>
  sharp({ create: { width, height, channels: 3, background: 'red' } });

/** A plain red picture. */
export const pictureOf = (sketch: Sketch): Promise<Buffer> => canvas(sketch).png().toBuffer();

/** A photo as a phone writes it: turned on its side, with the place where it was taken. */
export const phonePhoto = (sketch: Sketch): Promise<Buffer> =>
  canvas(sketch)
    .jpeg()
    .withExif({
      IFD0: { Make: 'PhoneMaker', Orientation: '6' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '31/1 58/1 0/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '118/1 46/1 0/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer();
