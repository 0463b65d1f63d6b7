import type { Snapshot, Task } from '../model.ts';
import type { RoundPlan, RoundStop } from './model.ts';

/** A stop and whose it is. */
interface Made extends RoundStop {
  readonly riderId: string;
}

/** The laws of the count: everything asked for is planned once or left out once with a reason, every stop is made once, nothing is invented. */
export function accountLaws(snapshot: Snapshot, plan: RoundPlan): string[] {
  const made = plan.routes.flatMap(({ riderId, stops }) =>
    stops.map((stop): Made => ({ ...stop, riderId })),
  );
  return [
    ...routesLaws(snapshot, plan),
    ...snapshot.tasks.flatMap((task) => {
      const stops = made.filter(({ taskId }) => taskId === task.id);
      const left = plan.unplanned.filter(({ taskId }) => taskId === task.id).length;
      return (stops.length > 0 ? stopsLaws(task, stops) : [])
        .concat(answerLaws(stops.length, left))
        .map((law) => `${task.id} ${law}`);
    }),
    ...strangersIn(snapshot, [...made, ...plan.unplanned]),
    ...plan.unplanned
      .filter(({ reasons }) => reasons.length === 0)
      .map(({ taskId }) => `${taskId} is left out without a reason`),
  ];
}

function routesLaws({ riders }: Snapshot, { routes }: RoundPlan): string[] {
  const known = new Set(riders.map(({ id }) => id));
  const seen = new Set<string>();
  return routes.flatMap(({ riderId, stops }) => {
    const broken: string[] = [];
    if (!known.has(riderId)) broken.push(`${riderId} is unknown`);
    if (seen.has(riderId)) broken.push(`${riderId} has two routes`);
    if (stops.length === 0) broken.push(`${riderId} has a route without a stop`);
    seen.add(riderId);
    return broken;
  });
}

function answerLaws(stops: number, left: number): string[] {
  if (stops === 0 && left === 0) return ['is lost'];
  if (stops > 0 && left > 0) return ['is on a route and left out as well'];
  return left > 1 ? ['is left out twice'] : [];
}

/** Fetched once where there is something to fetch, then brought once, by one rider. */
function stopsLaws({ pickup }: Task, stops: readonly Made[]): string[] {
  const fetched = stops.filter(({ kind }) => kind === 'PICKUP');
  const brought = stops.filter(({ kind }) => kind === 'DROPOFF');
  const broken: string[] = [];
  const law = (holds: boolean, sentence: string) => void (holds || broken.push(sentence));
  law(fetched.length <= 1, 'is fetched more than once');
  law(brought.length <= 1, 'is brought more than once');
  law(brought.length > 0, 'is never brought');
  law(!pickup || fetched.length > 0, 'is never fetched');
  law(!!pickup || fetched.length === 0, 'is fetched though there is nothing to fetch');
  law(fetched.length + brought.length === stops.length, 'has a stop that is no stop of it');
  const byOne = new Set(stops.map(({ riderId }) => riderId)).size === 1;
  law(byOne, 'is done by more than one rider');
  const [first] = stops;
  law(
    !byOne || fetched.length === 0 || first!.kind === 'PICKUP',
    'is brought before it is fetched',
  );
  return broken;
}

function strangersIn({ tasks }: Snapshot, named: readonly { readonly taskId: string }[]) {
  const asked = new Set(tasks.map(({ id }) => id));
  const strange = named.map(({ taskId }) => taskId).filter((id) => !asked.has(id));
  return [...new Set(strange)].map((id) => `${id} was not asked for`);
}
