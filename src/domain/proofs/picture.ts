import sharp from 'sharp';
import { refuse } from '../refusals.ts';

/** Longest side of a stored photo, in pixels. */
const SIDE_PX = 1600;
/** A picture of more pixels is not opened: small files can be huge pictures. */
const MOST_PIXELS = 50_000_000;
const QUALITY = 80;
const formats: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp']);

export interface Picture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/**
 * A photo as it is kept: turned upright, at most 1600 pixels a side, a plain JPEG without anything else that the camera wrote, such as
 * where it was taken. Refuses PHOTO_UNREADABLE.
 */
export async function plainPicture(bytes: Buffer): Promise<Picture> {
  try {
    const image = sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
    const { format } = await image.metadata();
    if (!formats.has(format)) return refuse('PHOTO_UNREADABLE');
    const { data, info } = await image
      .autoOrient()
      .resize(SIDE_PX, SIDE_PX, { fit: 'inside', withoutEnlargement: true })
      .flatten({ background: 'white' })
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return { jpeg: data, width: info.width, height: info.height };
  } catch {
    return refuse('PHOTO_UNREADABLE');
  }
}
