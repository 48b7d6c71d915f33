import type { Person, Place } from "./company.ts";

/** What is fixed about one of the awkward people; the rest is made up as for everybody. */
export interface Awkward
  extends Partial<
    Pick<
      Person,
      | "email"
      | "state"
      | "mfa"
      | "tags"
      | "phone"
      | "lastLoginAt"
      | "identitySource"
      | "identitySourceMismatch"
      | "title"
    >
  > {
  readonly username: string;
  readonly given: string;
  readonly family: string;
  /** Left out: at every place. */
  readonly places?: readonly Place[];
  /** In how many teams. */
  readonly teamCount?: number;
}

const LONG_NAME = "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissen";

/** Every kind of person that has been known to break a program, once. */
export const AWKWARD: readonly Awkward[] = [
  // Shared mailboxes: nobody's name.
  { username: "ops", given: "", family: "", title: "" },
  { username: "billing", given: "", family: "", mfa: false, lastLoginAt: null },
  { username: "security-alerts", given: "", family: "", phone: null, tags: ["on-call"] },
  // Two people of one name.
  { username: "maria.santos", given: "Maria", family: "Santos" },
  { username: "m.santos", given: "Maria", family: "Santos" },
  // States.
  { username: "peter.pending", given: "Peter", family: "Pending", state: "pending", lastLoginAt: null },
  { username: "paula.pending", given: "Paula", family: "", state: "pending", lastLoginAt: null },
  { username: "lois.locked", given: "Lois", family: "Locke", state: "locked" },
  { username: "lars.locked", given: "Lars", family: "Lock", state: "locked", mfa: true },
  { username: "dora.disabled", given: "Dora", family: "Diaz", state: "disabled" },
  {
    username: "odd.state",
    given: "Otto",
    family: "Odd",
    state: "odd",
    places: ["samsung", "scaikey", "scalr"],
  },
  {
    username: "odd.state2",
    given: "Oda",
    family: "Odd",
    state: "odd",
    places: ["samsung", "scaikey", "scalr"],
  },
  { username: "nina.never", given: "Nina", family: "Never", lastLoginAt: null },
  // Teams.
  { username: "all.rounder", given: "Rowan", family: "Everywhere", teamCount: 20 },
  { username: "team.hopper", given: "Tilda", family: "Hopper", teamCount: 20 },
  { username: "lone.wolf", given: "Wolf", family: "Alone", teamCount: 0, tags: [] },
  // No address: only one of the APIs allows it.
  { username: "kiosk.lobby", given: "Kiosk", family: "Lobby", email: null, places: ["samsung"] },
  { username: "kiosk.gate", given: "", family: "", email: null, phone: null, places: ["samsung"] },
  { username: "robot.arm", given: "Robot", family: "", email: null, lastLoginAt: null, places: ["samsung"] },
  // Names in many scripts and shapes.
  { username: "kim.minjun", given: "민준", family: "김" },
  { username: "layla.almansouri", given: "ليلى", family: "المنصوري" },
  { username: "boris.petrov", given: "Борис", family: "Петров" },
  { username: "anna.kosti", given: "Άννα", family: "Κωστή" },
  { username: "wang.wei", given: "伟", family: "王" },
  { username: "diya.sharma", given: "दीया", family: "शर्मा" },
  { username: "zoe.combining", given: "Zoe\u0308", family: "Nguye\u0302\u0303n" },
  { username: "fionn.obrien", given: "Fionn", family: "O'Brien", email: "fionn.o'brien@lindenworks.example" },
  { username: "typographic", given: "D’Arcy", family: "N’Diaye" },
  { username: "sprout", given: "Fern 🌱", family: "👩‍🚀" },
  { username: "sukarno", given: "Sukarno", family: "" },
  { username: "family.only", given: "", family: "Prince" },
  { username: "tijn.vandenberg", given: "Tijn", family: "van den Berg" },
  { username: "bell.hooks", given: "bell", family: "hooks" },
  { username: "angstrom", given: "Åsa", family: "Ångström" },
  { username: "zaneta", given: "żaneta", family: "Żak" },
  { username: "shouting", given: "ÉMILE", family: "ZOLA" },
  { username: "quotes", given: 'Robert "Bob"', family: "<b>Tables</b>; DROP" },
  { username: "wildcards", given: "100%", family: "_under\\score*" },
  { username: "spaces", given: " Ann ", family: "Lee  Young" },
  { username: "long.name", given: LONG_NAME, family: LONG_NAME },
  // Usernames and addresses.
  { username: "xy", given: "Xia", family: "Yu" },
  { username: "u".repeat(64), given: "Ursula", family: "Long", email: "ursula.long@lindenworks.example" },
  { username: "9lives", given: "Nine", family: "Lives" },
  { username: "_under", given: "Under", family: "Score" },
  { username: "lena.ci", given: "Lena", family: "Plus", email: "lena+ci@lindenworks.example" },
  { username: "UPPER.CASE", given: "Uma", family: "Upper", email: "Uma.Upper@Lindenworks.example" },
  { username: "mixed.Case", given: "mia", family: "mixed", email: "mIxEd@lindenworks.example" },
  // Ten tags: the most that an API takes.
  {
    username: "many.tags",
    given: "Tag",
    family: "Collector",
    tags: ["a", "b", "c", "d", "e", "f", "g", "h", "team:red", "cost centre 7"],
  },
  // Recorded identity source that is not that of the linked provider.
  {
    username: "mismatch.one",
    given: "Mia",
    family: "Match",
    identitySource: "LOCAL",
    identitySourceMismatch: true,
  },
  {
    username: "mismatch.two",
    given: "Max",
    family: "Match",
    identitySource: "LDAP",
    identitySourceMismatch: true,
  },
];
