import { Both } from '../../shared/both.tsx';
import { nameOf, type Text } from '../../shared/text.ts';
import type { CoverageLine } from '../documents/coverage.ts';
import { Part } from '../side-panel.tsx';
import { percent, shadeOf, shades } from './shades.ts';

const whys: Readonly<Record<string, Text>> = {
  NOBODY_THERE: { zh: '没有人住', en: 'nobody lives there' },
  NOT_MEASURED: { zh: '没有记录', en: 'not recorded' },
  TOO_FEW: { zh: '记录太少', en: 'too few' },
};

/** What the colours of the map say, in words: the grids, the least covered first. */
export function CoverageTable({ lines }: { lines: readonly CoverageLine[] }) {
  const sorted = lines.toSorted((a, b) => (a.share ?? 2) - (b.share ?? 2));
  return (
    <Part id="coverage-grids" title={{ zh: '各网格', en: 'by grid, least first' }}>
      <ul className="shades" aria-label="图例 Legend">
        {shades.map(({ from, fill, ink }) => (
          <li key={fill} style={{ background: fill, color: ink }}>
            {percent(from)}+
          </li>
        ))}
      </ul>
      <div className="scroll" role="region" aria-label="网格表 Table of grids" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Both zh="网格" en="Grid" />
              </th>
              <th scope="col">
                <Both zh="覆盖" en="Share" />
              </th>
              <th scope="col">n</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((line) => (
              <Row key={line.grid.id} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </Part>
  );
}

function Row({ line: { grid, share, samples, missing } }: { line: CoverageLine }) {
  const shade = share === null ? undefined : shadeOf(share);
  return (
    <tr data-grid={grid.code}>
      <th scope="row">
        <Both {...nameOf(grid)} />
      </th>
      <td style={shade && { background: shade.fill, color: shade.ink }}>
        {share === null ? (
          <Both {...(whys[missing ?? ''] ?? { zh: '—', en: '' })} />
        ) : (
          percent(share)
        )}
      </td>
      <td>{samples}</td>
    </tr>
  );
}
