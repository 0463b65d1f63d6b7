import type { Text } from './text.ts';

/** Chinese with English beside it, each marked with its language for screen readers. */
export function Both({ zh, en }: Text) {
  return (
    <span className="both">
      <span lang="zh-CN">{zh}</span>
      {en && en !== zh ? (
        <>
          {' '}
          <span lang="en" className="en">
            {en}
          </span>
        </>
      ) : null}
    </span>
  );
}
