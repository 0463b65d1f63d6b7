import { freshKey } from '../../shared/key.ts';
import { Both } from '../../shared/both.tsx';
import { may, useDesk } from '../desk.ts';
import {
  CancelRequest,
  ConfirmRequest,
  FulfilByCommunity,
  WithdrawAssignment,
  type RequestDetail,
} from '../documents/request.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import type { Act } from '../act.ts';

const withdrawable: ReadonlySet<string> = new Set(['ASSIGNED', 'IN_PROGRESS']);
const cancellable: ReadonlySet<string> = new Set([
  'OPEN',
  'MATCHING',
  'ASSIGNED',
  'HANDED_TO_BACKSTOP',
]);

/** What can be done with the request as a whole in its present state. */
export function Actions({ request, act }: { request: RequestDetail; act: Act }) {
  const desk = useDesk();
  const { id, state } = request;
  const { session } = desk;
  return (
    <p className="actions">
      {withdrawable.has(state) && may(desk, 'request:withdraw') ? (
        <ReasonDialog
          title={{ zh: '撤回指派，重新派单', en: 'Withdraw the assignment' }}
          label={{ zh: '撤回指派', en: 'Withdraw' }}
          onReason={(reason) =>
            act(() => session.ask(WithdrawAssignment, { id, reason, key: freshKey() }))
          }
        />
      ) : null}
      {state === 'FULFILLED' && may(desk, 'request:confirm') ? (
        <button
          type="button"
          className="primary"
          onClick={() => void act(() => session.ask(ConfirmRequest, { id }))}
        >
          <Both zh="代居民确认" en="Confirm" />
        </button>
      ) : null}
      {state === 'HANDED_TO_BACKSTOP' && may(desk, 'request:fulfil') ? (
        <ReasonDialog
          title={{ zh: '社区自己办妥了', en: 'The community did it itself' }}
          label={{ zh: '社区已办妥', en: 'Done by us' }}
          onReason={(note) => act(() => session.ask(FulfilByCommunity, { id, note }))}
        />
      ) : null}
      {cancellable.has(state) && may(desk, 'request:cancel') ? (
        <ReasonDialog
          title={{ zh: '取消这个请求', en: 'Cancel this request' }}
          label={{ zh: '取消请求', en: 'Cancel' }}
          onReason={(reason) => act(() => session.ask(CancelRequest, { id, reason }))}
        />
      ) : null}
    </p>
  );
}
