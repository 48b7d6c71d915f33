import { describe, expect, it } from "@jest/globals";
import type { CapabilitiesOn } from "../../src/datasources/capability.ts";
import type { scaikeySurface } from "../../src/datasources/scaikey/surface.ts";
import { tenantSurface } from "../../src/datasources/scaikey/surfaceTenant.ts";
import { scalewaySurface } from "../../src/datasources/scaleway/surface.ts";

/* The compiler holds a provider's table of capabilities to the provider's surface: each line below that it does not
   refuse is an error of its own. */

type Scaleway = CapabilitiesOn<typeof scalewaySurface>;
type ScaiKey = CapabilitiesOn<typeof scaikeySurface>;

describe("the compiler", () => {
  it("refuses what does not rest on the surface", () => {
    const refused = [
      // @ts-expect-error the surface has no such row
      () => ({ via: scalewaySurface.freezeuser }),
      // @ts-expect-error the row is of another surface
      () => ({ via: tenantSurface["tenant-create-user"] }) satisfies Scaleway["createUser"],
      // @ts-expect-error the row is of another mutation
      () => ({ via: scalewaySurface.unlockuser }) satisfies Scaleway["lockUser"],
      // @ts-expect-error a row says to be this mutation
      () => ({ missing: "Nobody is locked." }) satisfies Scaleway["lockUser"],
      // @ts-expect-error a row says to be this mutation, where the body sets a password
      () => ({ missing: "Nobody has one." }) satisfies CapabilitiesOn<typeof tenantSurface>["updatePassword"],
      // @ts-expect-error it is a case of another mutation, and has to say so
      () => ({ via: tenantSurface["tenant-set-status"] }) satisfies ScaiKey["lockUser"],
      // @ts-expect-error a read is answered by what only looks
      () => ({ via: [scalewaySurface.createuser] }) satisfies Scaleway["users"],
      // @ts-expect-error a read is answered by something
      () => ({ via: [] }) satisfies Scaleway["users"],
    ];
    expect(refused).toHaveLength(8);
  });

  it("takes what does", () => {
    const taken = [
      { via: scalewaySurface.lockuser } satisfies Scaleway["lockUser"],
      { via: tenantSurface["tenant-set-status"], caseOf: "setUserStatus" } satisfies ScaiKey["lockUser"],
      { missing: "Nobody can set it." } satisfies Scaleway["setUserStatus"],
      { via: [scalewaySurface.listusers, { unlisted: "GET /x" }] } satisfies Scaleway["users"],
    ];
    expect(taken).toHaveLength(4);
  });
});
