import { AWKWARD } from "../src/simulation/awkward.ts";
import { type Company, createCompany } from "../src/simulation/company.ts";

const TEAMS = 20;
const DAY = 86_400_000;

/**
 * A company of so many ordinary people, each at every provider and in two of 20 teams. The people made to break
 * programs are left out: the answers built by hand, which the gateway's are compared with, need not be as careful.
 */
export function companyOf(people: number, now: number): Company {
  const awkward = new Set(AWKWARD.map(({ username }) => username));
  const whole = createCompany({ today: now - (now % DAY), users: people + AWKWARD.length });
  return {
    ...whole,
    teams: whole.teams.slice(0, TEAMS),
    people: whole.people
      .filter(({ username }) => !awkward.has(username))
      .slice(0, people)
      .map((person, index) => ({
        ...person,
        places: ["scaleway", "samsung", "scaikey", "equinix", "scalr"],
        teams: [index % TEAMS, (index * 7 + 3) % TEAMS],
      })),
  };
}
