import type { SimulatorDefinition, SimulatorOptions, SwitchDefinition } from "./simulator.ts";

/** What a switch can be set to. */
type SwitchValue = string | number | boolean;

/**
 * The switches of a simulator with the overrides applied, each of its default's type.
 * Throws for an override that names no switch, or has a value that the switch does not take.
 */
export function readSwitches<const Switches extends SimulatorDefinition["switches"]>(
  switches: Switches,
  overrides: SimulatorOptions["switches"] = {},
) {
  for (const [name, value] of Object.entries(overrides)) {
    const known = Object.hasOwn(switches, name) ? switches[name] : undefined;
    if (known === undefined) throw new Error(`There is no switch named ${name}.`);
    if (!takes(known, value)) throw new Error(`The switch ${name} takes ${whatItTakes(known)}.`);
  }
  const read = (name: string): SwitchValue | undefined => overrides[name] ?? switches[name]?.default;
  return {
    number: (name: keyof Switches & string): number => Number(read(name)),
    text: (name: keyof Switches & string): string => String(read(name)),
    flag: (name: keyof Switches & string): boolean => read(name) === true,
  };
}

function takes({ default: usual, choices }: SwitchDefinition, value: SwitchValue): boolean {
  if (typeof value !== typeof usual) return false;
  return choices === undefined || choices.some((choice) => choice === value);
}

function whatItTakes({ default: usual, choices }: SwitchDefinition): string {
  return choices === undefined ? `a ${typeof usual}` : choices.join(" or ");
}
