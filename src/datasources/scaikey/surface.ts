import type { Surface } from "../surface.ts";
import { adminSurface } from "./surfaceAdmin.ts";
import { tenantSurface } from "./surfaceTenant.ts";

/** All user operations of ScaiKey's API. */
export const scaikeySurface = { ...adminSurface, ...tenantSurface } as const satisfies Surface;
