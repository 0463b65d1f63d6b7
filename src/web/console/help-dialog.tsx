import { useRef } from 'react';
import { useStore } from '../shared/store.ts';
import { Both } from '../shared/both.tsx';
import type { Text } from '../shared/text.ts';
import { useDesk } from './desk.ts';

const keys: readonly [string, Text][] = [
  ['J / K', { zh: '下一个 / 上一个请求', en: 'next / previous request' }],
  ['Enter', { zh: '打开请求', en: 'open the request' }],
  ['A', { zh: '指派第一位推荐骑手', en: 'assign the first suggestion' }],
  ['1 – 5', { zh: '指派第几位推荐骑手', en: 'assign that suggestion' }],
  ['N', { zh: '新请求', en: 'new request' }],
  [
    'C P R S V',
    { zh: '预警、计划、路线、排班、覆盖', en: 'alerts, plans, rounds, shifts, coverage' },
  ],
  ['/', { zh: '搜索', en: 'search' }],
  ['Esc', { zh: '关闭右侧', en: 'close the panel' }],
  ['?', { zh: '这份说明', en: 'this help' }],
];

/** The keys of the console, and the switch that turns the single ones off. */
export function HelpDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { shortcuts } = useDesk();
  const on = useStore(shortcuts);
  return (
    <>
      <button type="button" className="quiet" id="help" onClick={() => dialog.current?.showModal()}>
        <Both zh="快捷键" en="Keys" /> ?
      </button>
      <dialog ref={dialog} aria-labelledby="help-title">
        <h2 id="help-title">
          <Both zh="快捷键" en="Keyboard" />
        </h2>
        <dl className="keys">
          {keys.map(([key, text]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>
                <Both {...text} />
              </dd>
            </div>
          ))}
        </dl>
        <label className="check">
          <input
            type="checkbox"
            checked={on}
            onChange={(event) => shortcuts.change(() => event.target.checked)}
          />
          <Both zh="使用单键快捷键" en="Use single-key shortcuts" />
        </label>
        <form method="dialog">
          <button type="submit" className="primary">
            <Both zh="好" en="OK" />
          </button>
        </form>
      </dialog>
    </>
  );
}
