import type { Placement } from '../insertion.ts';
import type { Rider, Sentence, Task } from '../model.ts';
import type { Scene } from '../scene.ts';

interface Named {
  readonly name: string;
  /** What the rule finds, in a few words that follow a number of riders or stand alone. */
  readonly label: Sentence;
}

/** A rule about a task alone: while it does not allow, nobody is asked. */
export interface TaskConstraint extends Named {
  allows(task: Task, scene: Scene): boolean;
  sentence(task: Task, scene: Scene): Sentence;
  /** When the passing of time alone makes the rule allow. */
  loosensAt?(task: Task, scene: Scene): number;
}

/** A rule about a rider alone. */
export interface RiderConstraint extends Named {
  allows(rider: Rider, scene: Scene): boolean;
  sentence(rider: Rider, scene: Scene): Sentence;
}

/** A rule about a task and a rider. */
export interface PairConstraint extends Named {
  allows(task: Task, rider: Rider, scene: Scene): boolean;
  /** Whether the rule may refuse anybody the task; absent means that it may. */
  concerns?(task: Task, scene: Scene): boolean;
  sentence(task: Task, rider: Rider, scene: Scene): Sentence;
}

/** A rule about the route as it would be with the task. */
export interface RouteConstraint extends Named {
  allows(placement: Placement, scene: Scene): boolean;
  sentence(placement: Placement, scene: Scene): Sentence;
}
