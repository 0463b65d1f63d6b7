import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../platform/context.ts';
import { Proof } from '../proofs/proof.ts';
import { Assignment } from './assignment.ts';
import { Offer } from './offer.ts';
import { together } from './own-work.ts';
import { StepEntry } from './step-entry.ts';
import { assignedTask, offeredTask } from './telling.ts';
import { AssignedTask, OfferedTask } from './views.ts';

@Resolver(() => Offer)
export class OfferFields {
  @FieldResolver(() => OfferedTask)
  task(@Root() offer: Offer) {
    return offeredTask(offer);
  }

  @FieldResolver(() => [Offer], {
    description: '并单：接一单即全部接下 Asked for at once: accepting one accepts all.',
  })
  together(@Root() offer: Offer, @Ctx() ctx: Context) {
    return together(ctx, offer);
  }
}

@Resolver(() => Assignment)
export class AssignmentFields {
  @FieldResolver(() => [StepEntry], { description: 'Every step as it was said, corrections too.' })
  steps(@Root() assignment: Assignment) {
    return assignment.steps.loadItems({ dataloader: true });
  }

  @FieldResolver(() => [Proof])
  proofs(@Root() assignment: Assignment) {
    return assignment.proofs.loadItems({ dataloader: true });
  }

  @FieldResolver(() => AssignedTask, {
    nullable: true,
    description: 'For the rider who does it, until it has ended.',
  })
  task(@Root() assignment: Assignment, @Ctx() ctx: Context) {
    return assignedTask(ctx, assignment);
  }
}
