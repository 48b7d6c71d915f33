import type { SimulatorDefinition, SimulatorOptions } from "./simulator.ts";

/** What a switch can be set to. */
type SwitchValue = string | number | boolean;

/**
 * The switches of a simulator with the overrides applied, each of its default's type.
 * Throws for an override that names no switch or has a value of another type.
 */
export function readSwitches<const Switches extends SimulatorDefinition["switches"]>(
  switches: Switches,
  overrides: SimulatorOptions["switches"] = {},
) {
  for (const [name, value] of Object.entries(overrides)) {
    const known = Object.hasOwn(switches, name) ? switches[name] : undefined;
    if (known === undefined) throw new Error(`There is no switch named ${name}.`);
    if (typeof value !== typeof known.default) {
      throw new Error(`The switch ${name} takes a ${typeof known.default}.`);
    }
  }
  const read = (name: string): SwitchValue | undefined => overrides[name] ?? switches[name]?.default;
  return {
    number: (name: keyof Switches & string): number => Number(read(name)),
    text: (name: keyof Switches & string): string => String(read(name)),
    flag: (name: keyof Switches & string): boolean => read(name) === true,
  };
}
