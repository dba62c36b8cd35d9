import {
  at,
  Bootcamp,
  type Card,
  finalLine,
  integer,
  list,
  parsed,
  range,
  refine,
  type Rng,
  text,
  unparsable,
} from "campforge/bootcamp";

type CabEvent =
  | { readonly kind: "boards"; readonly passenger: number }
  | { readonly kind: "leaves"; readonly passenger: number }
  | { readonly kind: "drives"; readonly kilometres: number };

type Case = {
  /** Cents for a kilometre. */
  readonly fare: number;
  /** Cents that who boards pays to each passenger aboard. */
  readonly fee: number;
  readonly cap: number;
  /** Passengers are numbered in their order of boarding. */
  readonly events: readonly CabEvent[];
};

type Level = { readonly passengers: number; readonly seats: number; readonly kilometres: number };

type Account = { readonly name: string; readonly cents: number };

type Ride = {
  /** All accounts behind each event. */
  readonly after: readonly (readonly number[])[];
  readonly accounts: readonly number[];
  /** How many passengers reached the cap while aboard. */
  readonly reached: number;
  /** How often a boarding took an account below the cap again. */
  readonly fallen: number;
  /** The accounts that were higher behind a kilometre than any before. */
  readonly records: readonly number[];
  /** Changes of accounts. */
  readonly changes: number;
};

const NAMES = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
/** Neither even nor divisible by 3, so that cents are left over. */
const FARES = range(61, 200).filter((fare) => fare % 2 !== 0 && fare % 3 !== 0);

function takeRide({ fare, fee, cap, events }: Case): Ride {
  const accounts: number[] = [];
  const after: number[][] = [];
  const records: number[] = [];
  const reached = new Set<number>();
  let aboard: number[] = [];
  let fallen = 0;
  let highest = 0;
  let changes = 0;
  for (const event of events) {
    if (event.kind === "boards") {
      for (const other of aboard) {
        const old = at(accounts, other);
        accounts[other] = old - fee;
        if (old >= cap && old - fee < cap) fallen++;
      }
      accounts[event.passenger] = fee * aboard.length;
      changes += aboard.length + 1;
      aboard.push(event.passenger);
    } else if (event.kind === "leaves") {
      const { passenger } = event;
      aboard = aboard.filter((other) => other !== passenger);
    } else {
      for (let driven = 0; driven < event.kilometres; driven++) {
        // Those aboard stand in their order of boarding.
        const payers = aboard.filter((other) => at(accounts, other) < cap);
        if (payers.length === 0) break;
        const share = Math.floor(fare / payers.length);
        const rest = fare % payers.length;
        for (const [index, payer] of payers.entries()) {
          const account = at(accounts, payer) + share + (index < rest ? 1 : 0);
          accounts[payer] = account;
          if (account >= cap) reached.add(payer);
          changes++;
        }
        const top = Math.max(...payers.map((payer) => at(accounts, payer)));
        if (top > highest) {
          highest = top;
          records.push(top);
        }
      }
    }
    after.push([...accounts]);
  }
  return { after, accounts, reached: reached.size, fallen, records, changes };
}

/** Boardings and departures, with the kilometres spread over the stretches between them. */
function drawEvents(rng: Rng, { passengers, seats, kilometres }: Level): CabEvent[] {
  const stops: CabEvent[] = [];
  /** Behind which stops the cab is driven. */
  const driven: number[] = [];
  let aboard: number[] = [];
  let boarded = 0;
  const leave = (): void => {
    const passenger = rng.choice(aboard);
    aboard = aboard.filter((other) => other !== passenger);
    stops.push({ kind: "leaves", passenger });
  };
  const maybeDrive = (): void => {
    if (aboard.length > 0 && rng.boolean(0.75)) driven.push(stops.length - 1);
  };
  while (boarded < passengers) {
    if (aboard.length === 0 || (aboard.length < seats && rng.boolean(0.65))) {
      stops.push({ kind: "boards", passenger: boarded });
      aboard.push(boarded);
      boarded++;
    } else {
      leave();
    }
    maybeDrive();
  }
  // At the end some leave, but not all.
  for (let leaving = rng.integer(0, aboard.length - 1); leaving > 0; leaving--) {
    leave();
    maybeDrive();
  }
  if (driven.at(-1) !== stops.length - 1) driven.push(stops.length - 1);
  const lengths = stops.map(() => 0);
  for (const stop of driven) lengths[stop] = 1;
  for (let more = kilometres - driven.length; more > 0; more--) {
    const stop = rng.choice(driven);
    lengths[stop] = at(lengths, stop) + 1;
  }
  return stops.flatMap((stop, index): CabEvent[] =>
    at(lengths, index) > 0 ? [stop, { kind: "drives", kilometres: at(lengths, index) }] : [stop],
  );
}

function drawCase(rng: Rng, level: Level): Case {
  const events = drawEvents(rng, level);
  const fare = rng.choice(FARES);
  const fee = rng.integer(8, 40);
  const mean = (fare * level.kilometres) / level.passengers;
  const low = Math.ceil(mean * 0.4);
  const high = Math.min(800, Math.floor(mean * 0.9));
  // Up to the first account at the cap nothing depends on it: a record of a ride without a cap is met exactly.
  const { records } = takeRide({ fare, fee, cap: Number.MAX_SAFE_INTEGER, events });
  const exact = records.filter((record) => record >= low && record <= high);
  const cap = exact.length > 0 && rng.boolean() ? rng.choice(exact) : rng.integer(low, high);
  return { fare, fee, cap, events };
}

const written = ({ accounts }: Ride): string =>
  accounts.map((cents, passenger) => `${at(NAMES, passenger)} ${cents}`).join(", ");

const eventText = (event: CabEvent): string =>
  event.kind === "drives" ? `${event.kilometres} km` : `${at(NAMES, event.passenger)} ${event.kind}`;

export default class SharedCab extends Bootcamp<Case, readonly Account[], Level> {
  static readonly card: Card<Level> = {
    name: "SharedCab",
    slug: "shared-cab",
    title: "Shared Cab",
    domain: "mathematical-modelling",
    description:
      "A cab takes passengers on and off. Each kilometre is split in whole cents among those aboard whose account is below a cap, and who boards pays a fee to each passenger aboard, which may take an account below the cap again. All the accounts at the end are asked for. Harder cases have more passengers, more seats and more kilometres.",
    answerFormat: "the accounts in order of boarding, on a last line such as Answer: A 234, B 201, C 171",
    parameters: {
      passengers: { meaning: "number of passengers", min: 3, max: 26 },
      seats: { meaning: "passengers that may be aboard at once, at the most", min: 2, max: 8 },
      kilometres: { meaning: "kilometres driven in all, at least two for each passenger", min: 6, max: 200 },
    },
    levels: [
      { passengers: 3, seats: 3, kilometres: 12 },
      { passengers: 6, seats: 4, kilometres: 30 },
      { passengers: 10, seats: 5, kilometres: 60 },
      { passengers: 16, seats: 6, kilometres: 110 },
      { passengers: 26, seats: 8, kilometres: 200 },
    ],
  };

  readonly answerFormat = finalLine(
    list(
      refine<string, Account>(text(), (item) => {
        const match = /^([A-Z])(?: ?[:=] ?| )(.+)$/.exec(item);
        if (match === null) return unparsable("not a name and a number");
        const cents = integer()(at(match, 2));
        return cents.status === "parsed" ? parsed({ name: at(match, 1), cents: cents.value }) : cents;
      }),
    ),
  );

  caseGenerator(rng: Rng, level: Level): Case {
    const wanted = Math.ceil(level.passengers / 3);
    let best = drawCase(rng, level);
    let most = -1;
    for (let tries = 0; tries < 200 && most < wanted + 1; tries++) {
      const drawn = drawCase(rng, level);
      const { reached, fallen } = takeRide(drawn);
      const merit = Math.min(reached, wanted) + Math.min(fallen, 1);
      if (reached > 0 && merit > most) {
        best = drawn;
        most = merit;
      }
    }
    return best;
  }

  promptFunc({ fare, fee, cap, events }: Case): string {
    return [
      "A cab takes passengers on and off during a ride, and they share its cost. Work out what each passenger has on their account at the end, in cents.",
      "",
      'The events of the ride happen in order. Each is one of "X boards", "X leaves" and "k km" (the cab drives k kilometres). Nobody boards twice. All accounts start at 0.',
      "",
      "Rules:",
      `- Each kilometre costs ${fare} cents and is settled when it is driven, one kilometre after the other. It is split among those passengers aboard whose account was below the cap of ${cap} cents just before this kilometre. They share it equally in whole cents; the cents left over go, one each, to those of them who boarded earliest. Their shares are added to their accounts.`,
      "- If nobody aboard is below the cap, the kilometre is free. An account may pass the cap by its last share.",
      `- Whoever boards pays ${fee} cents at once to each passenger who is aboard already: for each of them, the account of the one who boards goes up by ${fee}, and theirs goes down by ${fee}. This may take an account below the cap again, or below 0. Passengers at or above the cap still receive this fee.`,
      "- Leaving costs nothing, and the account of a passenger who has left stays as it is.",
      "",
      "Example with 101 cents for a kilometre, a boarding fee of 10 cents and a cap of 200 cents: A boards, 1 km, B boards, 3 km, C boards, 1 km, A leaves, 1 km.",
      "After the first kilometre A has 101. B boards and pays 10: A 91, B 10. Three times the shares are 51 and 50: A 244, B 160. C boards and pays 10 twice: A 234, B 150, C 20. A is not below the cap, so B and C pay 51 and 50: B 201, C 70. A leaves. B is not below the cap, so C pays 101: C 171.",
      "The answer is: A 234, B 201, C 171",
      "",
      "The events of this ride:",
      ...events.map((event, index) => `${index + 1}. ${eventText(event)}`),
      "",
      "Give the accounts of all passengers at the end, in their order of boarding, separated by commas, each as the name, a space and the number of cents without a unit.",
      this.answerFormat.instruction,
    ].join("\n");
  }

  referenceAnswer(instance: Case): string {
    return this.answerFormat.wrap(written(takeRide(instance)));
  }

  verifyCorrection(answer: readonly Account[], instance: Case): number {
    const given = answer.map(({ name, cents }) => `${name} ${cents}`).join(", ");
    return given === written(takeRide(instance)) ? 1 : 0;
  }

  /** The accounts that each event changes. */
  workedSolution(instance: Case): string {
    const { after } = takeRide(instance);
    return [
      ...instance.events.map((event, index) => {
        const old = index === 0 ? [] : at(after, index - 1);
        const changed = at(after, index).flatMap((cents, passenger) =>
          old[passenger] === cents ? [] : [`${at(NAMES, passenger)} ${cents}`],
        );
        return `${index + 1}. ${eventText(event)}: ${changed.length === 0 ? "no account changes" : changed.join(", ")}.`;
      }),
      this.referenceAnswer(instance),
    ].join("\n");
  }

  /** Changes of accounts. */
  hardness(instance: Case): number {
    return takeRide(instance).changes;
  }
}
