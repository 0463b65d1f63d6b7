import { useEffect } from 'react';
import { may, useDesk, type Desk } from './desk.ts';

const press = (selector: string) => () =>
  document.querySelector<HTMLElement>(`${selector}:not(:disabled)`)?.click();

const closePanel = ({ panel, picking }: Desk) => {
  const shown = panel.get();
  panel.change(() => ({ show: 'nothing' }));
  picking.change(() => undefined);
  const back =
    shown.show === 'request'
      ? `[data-request="${shown.id}"]`
      : `[data-open="${shown.show}"], #new-request`;
  document.querySelector<HTMLElement>(back)?.focus();
};

/** Moves the focus along the list, from the request at hand. */
const step = (by: 1 | -1) => () => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-request]')];
  const at = rows.findIndex((row) => row === document.activeElement || row.ariaCurrent === 'true');
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
};

const actions: Readonly<Record<string, (desk: Desk) => void>> = {
  j: step(1),
  k: step(-1),
  a: press('[data-assign="1"]'),
  n: (desk) => may(desk, 'request:open') && desk.panel.change(() => ({ show: 'opening' })),
  c: press('[data-open="care"]'),
  p: press('[data-open="plans"]'),
  r: press('[data-open="rounds"]'),
  s: press('[data-open="duty"]'),
  v: press('[data-open="coverage"]'),
  '/': () => document.getElementById('search')?.focus(),
  '?': press('#help'),
  ...Object.fromEntries(
    ['1', '2', '3', '4', '5'].map((rank) => [rank, press(`[data-assign="${rank}"]`)]),
  ),
};

const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && target.matches('input, textarea, select, dialog *');

/** The keys of the console; single keys are silent while somebody types, in dialogs, and when switched off. */
export function useShortcuts(): void {
  const desk = useDesk();
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]'))
        return;
      if (event.key === 'Escape') return closePanel(desk);
      const action = actions[event.key.toLowerCase()];
      if (!action || isTyping(event) || !desk.shortcuts.get()) return;
      event.preventDefault();
      action(desk);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [desk]);
}
