import type { FeedEvent } from './events.ts';
import type { Inbox, Place } from './inbox.ts';

/** A place in an inbox, and those who wait for what comes after it. */
export interface Ask {
  readonly place: Place;
  readonly takers: Set<(events: readonly FeedEvent[]) => void>;
}

/** Those who wait for the next events, by street office, inbox and place. */
export function openWaiting() {
  const streets = new Map<string, Map<string, Map<number, Ask>>>();
  /** Their inbox has not been read since they asked; from then on only news matter. */
  const unread = new Set<Ask>();

  function placesOf({ streetId, recipientId }: Inbox): Map<number, Ask> {
    const inboxes = streets.get(streetId) ?? new Map<string, Map<number, Ask>>();
    streets.set(streetId, inboxes);
    const places = inboxes.get(recipientId) ?? new Map<number, Ask>();
    inboxes.set(recipientId, places);
    return places;
  }

  function forget(ask: Ask): void {
    const { streetId, recipientId, after } = ask.place;
    unread.delete(ask);
    const inboxes = streets.get(streetId);
    const places = inboxes?.get(recipientId);
    // The same place may have been asked for anew meanwhile.
    if (!inboxes || places?.get(after) !== ask) return;
    places.delete(after);
    if (places.size === 0) inboxes.delete(recipientId);
    if (inboxes.size === 0) streets.delete(streetId);
  }

  return {
    unread: unread as ReadonlySet<Ask>,
    /** Begins to wait; answers how to leave. */
    ask(place: Place, take: (events: readonly FeedEvent[]) => void): () => void {
      const places = placesOf(place);
      const known = places.get(place.after);
      const ask = known ?? { place, takers: new Set() };
      if (!known) {
        places.set(place.after, ask);
        unread.add(ask);
      }
      ask.takers.add(take);
      return () => {
        ask.takers.delete(take);
        if (ask.takers.size === 0) forget(ask);
      };
    },
    /** Hands the events to all who wait here; they wait no more. */
    answer(ask: Ask, events: readonly FeedEvent[]): void {
      forget(ask);
      for (const take of ask.takers) take(events);
    },
    hasRead: (ask: Ask) => void unread.delete(ask),
    mustRead: (ask: Ask) => void unread.add(ask),
    at: ({ streetId, recipientId }: Inbox): readonly Ask[] => [
      ...(streets.get(streetId)?.get(recipientId)?.values() ?? []),
    ],
    streets: (): readonly string[] => [...streets.keys()],
    isFollowed: (streetId: string): boolean => streets.has(streetId),
  };
}
